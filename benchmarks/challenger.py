"""How far the challenger's margin can be asked: `python benchmarks/challenger.py [--quick]`

The last exercise of Classification draws hidden faces, trains a student's model on the first of
them and scores it on the others. This script does the same with many secrets, for the notebook's
own solution, for models that a student may hand in, and for constant answers. It prints how far
each lies above the majority baseline, how often it would earn the point for the margin, and how
often a student who predicts the model's mean score plus and minus 0.06 would earn the point for
the interval. The solution says its own interval.

Prints progress, then one JSON object as the last line; stopped with Ctrl-C, it reports the secrets
that are done. The full run takes some six minutes of CPU time, half of it for drawing faces;
`--quick` draws two small sets.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.svm import SVC, LinearSVC

from course_utils.authoring.script import read_script
from course_utils.faces.hidden import hidden_faces
from course_utils.hidden.classification_models import MARGIN, NTEST, NTRAIN

NOTEBOOK = Path("curriculum/02-classification/Classification.py")
TO_SIX = np.array([0, 0, 1, 2, 3, 4, 5])
#: Half of the widest interval that the statement allows.
HALF = 0.06


def solution():
    """The notebook's `train_challenger`, with the names that its first code cell imports."""
    root = Path(__file__).resolve().parent.parent
    script = read_script((root / NOTEBOOK).read_text(encoding="utf-8"), str(NOTEBOOK))
    imports = next(cell for cell in script.cells if cell.type == "code")
    exercise = next(c for c in script.with_role("exercise") if c.name == "train_challenger")
    names: dict = {}
    for cell in (imports, exercise):
        exec(compile(cell.source, str(NOTEBOOK), "exec"), names)
    return names["train_challenger"]


def flat(pictures) -> np.ndarray:
    """(n, 2304) float64 from 0 to 1."""
    return pictures.reshape(len(pictures), -1) / 255


def gradients(pictures) -> np.ndarray:
    """OpenCV's histograms of oriented gradients, (n, 900)."""
    hog = cv2.HOGDescriptor((48, 48), (16, 16), (8, 8), (8, 8), 9)
    return np.stack([hog.compute(picture).ravel() for picture in pictures])


def students() -> dict:
    """Models that a student may hand in, from the notebook's own means."""
    pixels, hog = FunctionTransformer(flat), FunctionTransformer(gradients)
    components = PCA(150, whiten=True, svd_solver="randomized", random_state=0)
    return {
        "scaler, SVC(C=3)": make_pipeline(pixels, StandardScaler(), SVC(C=3)),
        "scaler, LinearSVC": make_pipeline(pixels, StandardScaler(), LinearSVC(C=1e-4)),
        "components, SVC(C=3)": make_pipeline(pixels, components, SVC(C=3)),
        "forest of 100": make_pipeline(pixels, RandomForestClassifier(100, random_state=0)),
        "HOG, LinearSVC": make_pipeline(hog, StandardScaler(), LinearSVC(C=5e-4)),
    }


def summary(scores, majority) -> dict:
    """What the two points would have been."""
    scores, above = np.array(scores), np.array(scores) - majority
    return {
        "score": round(float(scores.mean()), 4),
        "spread": round(float(scores.std()), 4),
        "worst_above_majority": round(float(above.min()), 4),
        "mean_above_majority": round(float(above.mean()), 4),
        "earns_margin": round(float((above >= MARGIN).mean()), 3),
        "mean_lands": round(float((np.abs(scores - scores.mean()) <= HALF).mean()), 3),
    }


def one_try(faces, ntrain: int, train_challenger, models: dict) -> dict:
    """Name -> score on the faces after the first `ntrain`, and whether the solution's landed."""
    pictures, labels = faces.pixels, TO_SIX[faces.emotion]
    learn, judge = (pictures[:ntrain], labels[:ntrain]), (pictures[ntrain:], labels[ntrain:])

    def score(model) -> float:
        return float((model.predict(judge[0]) == judge[1]).mean())

    found = {"majority": float((judge[1] == np.bincount(learn[1]).argmax()).mean())}
    model, low, high = train_challenger(*learn)
    found["the solution"] = score(model)
    found["landed"] = bool(low <= found["the solution"] <= high)
    found |= {name: score(model.fit(*learn)) for name, model in models.items()}
    return found | {f"always {label}": float((judge[1] == label).mean()) for label in range(6)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="two secrets, 200 faces each")
    parser.add_argument("--secrets", type=int, default=30, help="how many sets of faces (30)")
    options = parser.parse_args()
    secrets = 2 if options.quick else options.secrets
    ntrain, ntest = (160, 40) if options.quick else (NTRAIN, NTEST)

    train_challenger, models = solution(), {} if options.quick else students()
    tries: list[dict] = []
    try:
        for number in range(secrets):
            faces = hidden_faces(f"challenger {number:08d}".encode(), ntrain + ntest, "benchmark")
            tries.append(one_try(faces, ntrain, train_challenger, models))
            last = tries[-1]
            print(f"secret {number}: majority {last['majority']:.3f}", end=" ")
            print(f"solution {last['the solution']:.3f} landed {last['landed']}", flush=True)
    except KeyboardInterrupt:
        print(f"stopped: the report is on {len(tries)} secrets", flush=True)
        if not tries:
            raise
    secrets, table = len(tries), {key: [one[key] for one in tries] for key in tries[0]}
    majority, landed = table.pop("majority"), table.pop("landed")

    result = {"benchmark": "challenger", "quick": options.quick, "secrets": secrets}
    result |= {"ntrain": ntrain, "ntest": ntest, "margin": MARGIN}
    result["models"] = {name: summary(values, majority) for name, values in table.items()}
    result["solution_lands"] = round(float(np.mean(landed)), 3)
    for name, row in result["models"].items():
        print(f"{name:22}", *(f"{key} {value:.3f}" for key, value in row.items()), sep="  ")
    print(f"the solution lands in its own interval: {result['solution_lands']:.3f}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
