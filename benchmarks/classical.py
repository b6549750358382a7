"""What classical models reach: `python benchmarks/classical.py [--quick] [--train N] [--real PATH]`

Majority, SVM and forest on pixels, and an SVM on histograms of oriented gradients, each fitted on
Training with six labels (disgust counted as anger), and scored on the last test split of the set:
on all of it, on its leak-free part, and on the pictures with an exact copy in Training. With
`--train N` they are fitted on the first N pictures of Training, and a copy counts where it is
among these; near copies count wherever they are.
Accuracy has Wilson's interval, macro-F1 one of 500 resamples; CPU seconds are of one process, for
fitting on Training and for answering the whole split. One seed; nothing is chosen on the tests.

Without `--real`: the drawn set. With it: the FER2013 at that path, in any form that `faces.load`
reads. Prints a table, then one JSON object as the last line. The full run takes some ten minutes of
CPU time for each set, `--quick` (3,000 faces) some ten seconds.
"""

from __future__ import annotations

import argparse
import json

import cv2
import numpy as np
from intervals import share
from sklearn.decomposition import PCA
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.svm import SVC

from course_utils.faces import USAGES, load
from course_utils.faces.manifest import leak_free
from course_utils.models.classical import components_then, cpu_seconds

TO_SIX = np.array([0, 0, 1, 2, 3, 4, 5])


def flat(pixels) -> np.ndarray:
    """(n, 2304) float32 from 0 to 1."""
    return pixels.reshape(len(pixels), -1).astype(np.float32) / 255


def gradients(pixels) -> np.ndarray:
    """OpenCV's histograms of oriented gradients, (n, 900) float32."""
    hog = cv2.HOGDescriptor((48, 48), (16, 16), (8, 8), (8, 8), 9)
    return np.stack([hog.compute(picture).ravel() for picture in pixels])


def models(rows: int) -> dict:
    """Name -> how pictures become features, and the unfitted model."""
    hog_pca = PCA(min(100, rows // 2), svd_solver="randomized", random_state=0)
    return {
        "majority": (flat, DummyClassifier()),
        "SVM": (flat, components_then("svm", rows)),
        "forest": (flat, RandomForestClassifier(100, random_state=0, n_jobs=1)),
        "HOG + SVM": (gradients, make_pipeline(hog_pca, SVC(C=3))),
    }


def copies(faces, train) -> np.ndarray:
    """(n,) bool, pictures with the same pixels as one of the `train` ones."""
    training = {picture.tobytes() for picture in faces.pixels[train]}
    return np.array([picture.tobytes() in training for picture in faces.pixels])


def macro_f1(labels, answers) -> float:
    """Mean F1 of the six labels; one that neither occurs nor is answered counts 0.

    The same number as scikit-learn's `f1_score`, which is too slow for thousands of resamples.
    """
    table = np.bincount(6 * labels + answers, minlength=36).reshape(6, 6)
    both = table.sum(axis=0) + table.sum(axis=1)
    return float((2 * np.diag(table) / np.maximum(both, 1)).mean())


def summary(labels, answers) -> dict:
    """Both scores with their intervals."""
    rng, hits = np.random.default_rng(0), answers == labels
    draws = [rng.integers(0, len(labels), len(labels)) for _ in range(500)]
    spread = np.percentile([macro_f1(labels[d], answers[d]) for d in draws], [2.5, 97.5])
    return {
        "faces": len(labels),
        "accuracy": round(float(hits.mean()), 4),
        "accuracy_interval": share(int(hits.sum()), len(hits)),
        "macro_f1": round(macro_f1(labels, answers), 4),
        "macro_f1_interval": [round(float(end), 4) for end in spread],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="on 3,000 faces")
    parser.add_argument("--real", metavar="PATH", help="measure FER2013 at this path instead")
    parser.add_argument("--train", type=int, help="fit on the first so many of Training (all)")
    options = parser.parse_args()

    faces = load(options.real or "drawn", limit=3000 if options.quick else None)
    labels, last = TO_SIX[faces.emotion], int(faces.usage.max())
    train, test = faces.usage == 0, faces.usage == last
    train &= np.cumsum(train) <= (options.train or len(faces))
    copied = copies(faces, train)
    # A drawn set knows its near copies too; of real pictures only exact ones are certain.
    clean = leak_free(faces) if not options.real else test & ~copied
    parts = {"all": test, "leak_free": test & clean, "copies": test & copied}

    result = {"benchmark": "classical", "quick": options.quick}
    result |= {"faces": "FER2013" if options.real else "drawn", "training": int(train.sum())}
    result |= {"split": USAGES[last], "models": {}}
    for name, (features, model) in models(int(train.sum())).items():
        pixels = {"train": faces.pixels[train], "test": faces.pixels[test]}
        rows, before = cpu_seconds(features, pixels["train"])
        _, fit = cpu_seconds(model.fit, rows, labels[train])
        answered, answer = cpu_seconds(
            lambda of, m, p: m.predict(of(p)), features, model, pixels["test"]
        )
        answers = np.empty_like(labels)
        answers[test] = answered
        row = {part: summary(labels[where], answers[where]) for part, where in parts.items()}
        row |= {"fit_cpu_seconds": round(before + fit, 1), "answer_cpu_seconds": round(answer, 1)}
        result["models"][name] = row
        print(f"{name:10}", end="")
        for part in parts:
            score = row[part]
            print(f"  {part} {score['accuracy']:.3f} {score['accuracy_interval']}", end="")
            print(f" F1 {score['macro_f1']:.3f}", end="")
        print(f"  fit {before + fit:.1f} s, answer {answer:.1f} s", flush=True)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
