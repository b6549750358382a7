"""How much the last exercise of NeuralNetwork can ask: `python benchmarks/network.py [--quick]`

The exercise draws hidden faces, trains a student's network on 600 of them and scores it on 600
others. This script does the same with many secrets, for the notebook's own solution and for
constant answers. It prints how far each lies above the majority baseline, how often it would earn
the point for the margin, and how often the solution lands in the interval that it says.

With `--school` it runs the cells of "The whole school": the notebook's network, in front of it the
notebook's augmentation, learns from the whole of Training and is scored on the leak-free test.

Prints progress, then one JSON object as the last line; stopped with Ctrl-C, it reports the secrets
that are done. A secret takes some ten seconds of CPU time and the school up to ten minutes;
`--quick` does two secrets with few faces.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np

from course_utils.authoring.script import read_script
from course_utils.faces.hidden import hidden_faces
from course_utils.faces.labels import DEFAULT
from course_utils.faces.load import load
from course_utils.hidden.network_models import MARGIN, NTEST, NTRAIN
from course_utils.models import classical

NOTEBOOK = Path("curriculum/03-neural-network/NeuralNetwork.py")
TO_SIX = np.array([0, 0, 1, 2, 3, 4, 5])


def cells(notebook: Path = NOTEBOOK):
    """The solved notebook as a script."""
    root = Path(__file__).resolve().parent.parent
    return read_script((root / notebook).read_text(encoding="utf-8"), str(notebook))


def solutions(notebook: Path = NOTEBOOK) -> dict:
    """A notebook's solved functions, with the names that its first code cell imports."""
    script = cells(notebook)
    imports = next(cell for cell in script.cells if cell.type == "code")
    names: dict = {}
    for cell in (imports, *script.with_role("exercise")):
        exec(compile(cell.source, str(notebook), "exec"), names)
    return names


def run_cell(names: dict, begins: str) -> None:
    """Run the one cell of the notebook that has a line which begins so."""
    (cell,) = (
        cell
        for cell in cells().cells
        if cell.type == "code" and any(s.startswith(begins) for s in cell.source.splitlines())
    )
    exec(compile(cell.source, str(NOTEBOOK), "exec"), names)


def one_try(faces, ntrain: int, train_network) -> dict:
    """Scores on the faces after the first `ntrain`, whether the solution landed, its seconds."""
    pictures, labels = faces.pixels, TO_SIX[faces.emotion]
    learn, judge = (pictures[:ntrain], labels[:ntrain]), (pictures[ntrain:], labels[ntrain:])
    (model, low, high), seconds = classical.cpu_seconds(train_network, *learn)
    score = float((np.asarray(model.predict(judge[0])).argmax(axis=1) == judge[1]).mean())
    return {
        "majority": float((judge[1] == np.bincount(learn[1]).argmax()).mean()),
        "solution": score,
        "landed": bool(low <= score <= high),
        "seconds": seconds,
    }


def summary(tries: list[dict]) -> dict:
    """What the two points would have been."""
    table = {key: np.array([one[key] for one in tries]) for key in tries[0]}
    above = table["solution"] - table["majority"]
    return {
        "score": round(float(table["solution"].mean()), 4),
        "spread": round(float(table["solution"].std()), 4),
        "lowest": round(float(table["solution"].min()), 4),
        "highest": round(float(table["solution"].max()), 4),
        "majority": round(float(table["majority"].mean()), 4),
        "worst_above_majority": round(float(above.min()), 4),
        "earns_margin": round(float((above >= MARGIN).mean()), 3),
        "lands": round(float(table["landed"].mean()), 3),
        "cpu_seconds": round(float(np.median(table["seconds"])), 1),
    }


def whole_school(names: dict, limit: int | None) -> dict:
    """The notebook's own cells: all of Training, three walks, the leak-free test once."""
    faces, walks = load(limit=limit), []
    ceiling = None if faces.units is None else DEFAULT.ceiling(classes=6)
    train_cnn = names["train_cnn"]

    def remembered(*arguments, rate, **options):
        history = train_cnn(*arguments, rate=rate, **options)
        best = int(np.argmin(history["val_loss"]))
        walk = {"rate": rate, "epochs": len(history["loss"])}
        walks.append(walk | {"validation": round(history["val_accuracy"][best], 4)})
        return history

    names |= {"face_set": faces, "ceiling": ceiling, "train_cnn": remembered}
    run_cell(names, "school, validation = ")
    start = time.perf_counter()
    _, seconds = classical.cpu_seconds(run_cell, names, "cnn = networks.with_progress(")
    wall = time.perf_counter() - start
    run_cell(names, "def two_looks(")
    run_cell(names, "cnn_hits = ")
    hits = names["cnn_hits"]
    result = {
        "faces": Path(faces.name).name,
        "tests": len(hits),
        "score": round(float(hits.mean()), 4),
    }
    result |= {"walks": walks, "parameters": names["cnn"].count_params()}
    result |= {"cpu_seconds": round(seconds, 1), "seconds": round(wall, 1)}
    if ceiling is not None:
        share = float(hits.mean()) / ceiling
        result |= {"ceiling": round(ceiling, 4), "of_the_ceiling": round(share, 4)}
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="two secrets, 200 faces each")
    parser.add_argument("--secrets", type=int, default=30, help="how many sets of faces (30)")
    parser.add_argument("--school", action="store_true", help="the whole of Training instead")
    options = parser.parse_args()
    names = solutions()
    result = {"benchmark": "network", "quick": options.quick}
    if options.school:
        result["school"] = whole_school(names, 2000 if options.quick else None)
        print(json.dumps(result))
        return

    secrets = 2 if options.quick else options.secrets
    ntrain, ntest = (160, 40) if options.quick else (NTRAIN, NTEST)
    tries: list[dict] = []
    try:
        for number in range(secrets):
            faces = hidden_faces(f"network {number:08d}".encode(), ntrain + ntest, "benchmark")
            tries.append(one_try(faces, ntrain, names["train_network"]))
            last = tries[-1]
            print(f"secret {number}: majority {last['majority']:.3f}", end=" ")
            print(f"solution {last['solution']:.3f} landed {last['landed']}", flush=True)
    except KeyboardInterrupt:
        print(f"stopped: the report is on {len(tries)} secrets", flush=True)
        if not tries:
            raise
    result |= {"secrets": len(tries), "ntrain": ntrain, "ntest": ntest, "margin": MARGIN}
    print(json.dumps(result | summary(tries)))


if __name__ == "__main__":
    main()
