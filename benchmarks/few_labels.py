"""How much `learn_from_few` can ask: `python benchmarks/few_labels.py [--quick]`

The last exercise on transfer draws hidden faces, lets a student's function learn from 180 of them,
and scores it on 600 others. This script does the same with many secrets, for the notebook's own
solution and for two that begin with nothing: the network that solves the last exercise of
NeuralNetwork, and a regression on histograms of gradients. It prints how far each lies above the
majority baseline, and how often it would earn the point.

With `--real PATH` the solution and the regression learn from 60 to 1,800 pictures of FER2013's
Training split instead, three draws of each number, and are scored on 1,500 others of that split,
none of them a copy of a picture to learn from.

Prints progress, then one JSON object as the last line; stopped with Ctrl-C, it reports the secrets
that are done. A secret takes some fifteen seconds of CPU time; `--quick` does two secrets, or one
draw of few pictures.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import network
import numpy as np

from course_utils.faces import load
from course_utils.faces.hidden import hidden_faces
from course_utils.faces.manifest import VERSION as FACES_VERSION
from course_utils.hidden.network_transfer import FEW_MARGIN, NFEW, NJUDGE
from course_utils.models import classical

NOTEBOOK = Path("curriculum/03-neural-network/Reading-the-Network.py")
GRADIENTS = Path("curriculum/03-neural-network/answers/train_network")


def learners() -> dict:
    """Name -> function from pictures and labels to a model."""
    root = Path(__file__).resolve().parent.parent
    train_network = network.solutions()["train_network"]
    gradients: dict = {}
    source = root / GRADIENTS / "right_gradients_and_regression.py"
    exec(compile(source.read_text(encoding="utf-8"), str(source), "exec"), gradients)
    return {
        "solution": network.solutions(NOTEBOOK)["learn_from_few"],
        "network_from_nothing": lambda x, y: train_network(x, y)[0],
        "gradients_from_nothing": gradients["Edges"],
    }


def one_try(faces, names: dict) -> dict[str, float]:
    """The score of each learner on the faces after the first `NFEW`, and the solution's seconds."""
    pictures, labels = faces.pixels, network.TO_SIX[faces.emotion]
    judged = labels[NFEW:]
    scores = {"majority": float((judged == np.bincount(labels[:NFEW]).argmax()).mean())}
    for name, learn in names.items():
        given = pictures[:NFEW].copy(), labels[:NFEW].copy()
        model, seconds = classical.cpu_seconds(learn, *given)
        answers = np.asarray(model.predict(pictures[NFEW:])).argmax(axis=1)
        scores[name] = float((answers == judged).mean())
        scores[f"{name}_seconds"] = seconds
    return scores


def summary(tries: list[dict]) -> dict:
    """Mean, lowest and highest score, least and most above the majority, and points earned."""
    table = {key: np.array([one[key] for one in tries]) for key in tries[0]}
    told = {"majority": round(float(table["majority"].mean()), 4)}
    for name in (key for key in table if f"{key}_seconds" in table):
        above = table[name] - table["majority"]
        told[name] = {
            "score": round(float(table[name].mean()), 4),
            "spread": round(float(table[name].std()), 4),
            "least_above_majority": round(float(above.min()), 4),
            "most_above_majority": round(float(above.max()), 4),
            "earns": round(float((above >= FEW_MARGIN).mean()), 3),
            "cpu_seconds": round(float(np.median(table[f"{name}_seconds"])), 1),
        }
    return told


def on_real_faces(path: str, names: dict, sizes: tuple[int, ...], draws: int) -> dict:
    """Mean, lowest and highest score of each learner for each number of real pictures."""
    faces = load(path).split("Training")
    labels, twins = network.TO_SIX[faces.emotion], classical.families(faces.pixels)
    order = np.random.default_rng(0).permutation(len(faces))
    judged = order[:1500]
    rest = order[1500:][~np.isin(twins[order[1500:]], twins[judged])]
    told = {"majority": round(float((labels[judged] == np.bincount(labels).argmax()).mean()), 4)}
    for size in sizes:
        scores: dict[str, list[float]] = {name: [] for name in names}
        for draw in range(draws):
            rows = np.random.default_rng([size, draw]).choice(rest, size, replace=False)
            for name, learn in names.items():
                model = learn(faces.pixels[rows].copy(), labels[rows].copy())
                answers = np.asarray(model.predict(faces.pixels[judged])).argmax(axis=1)
                scores[name].append(float((answers == labels[judged]).mean()))
        told[str(size)] = {
            name: [round(float(f(found)), 4) for f in (np.mean, min, max)]
            for name, found in scores.items()
        }
        print(f"{size} pictures: {told[str(size)]}", flush=True)
    return told


def main() -> None:
    """Try many secrets and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="two secrets")
    parser.add_argument("--secrets", type=int, default=30, help="how many sets of faces (30)")
    parser.add_argument("--real", metavar="PATH", help="learn from FER2013 at this path instead")
    options = parser.parse_args()
    names, tries = learners(), []
    if options.real:
        del names["network_from_nothing"]
        sizes, draws = ((60,), 1) if options.quick else ((60, 180, 600, 1800), 3)
        told = on_real_faces(options.real, names, sizes, draws)
        print(
            json.dumps({"benchmark": "few_labels", "quick": options.quick, "draws": draws} | told)
        )
        return
    try:
        for number in range(2 if options.quick else options.secrets):
            secret = f"few labels {number:08d}".encode()
            tries.append(one_try(hidden_faces(secret, NFEW + NJUDGE, "benchmark"), names))
            last = {key: round(value, 3) for key, value in tries[-1].items()}
            print(f"secret {number}: {last}", flush=True)
    except KeyboardInterrupt:
        print(f"stopped: the report is on {len(tries)} secrets", flush=True)
        if not tries:
            raise
    result = {"benchmark": "few_labels", "quick": options.quick, "secrets": len(tries)}
    result |= {"faces_version": FACES_VERSION, "nfew": NFEW, "njudge": NJUDGE, "margin": FEW_MARGIN}
    print(json.dumps(result | summary(tries)))


if __name__ == "__main__":
    main()
