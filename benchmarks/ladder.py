"""From the majority to the ceiling on the drawn set: `python benchmarks/ladder.py [--quick]`

Majority, raw-pixel SVM, random forest, CNN, ceiling; for seven and six classes; on the leak-free
tests, where the ceiling holds, and on all tests, where copies of Training pictures help whoever
remembers. The last row is a memoriser: it answers with the label of an identical Training picture
where there is one, and with the CNN's answer where there is none.

Six-class answers are the seven-class ones with the shares of anger and disgust added. Every model
is fitted once a seed (the seed draws its starting values and its order), one after another within
each seed, so that a busy minute harms all alike. Nothing is chosen on the tests.

Prints progress, then one JSON object as the last line; stopped with Ctrl-C, it reports the seeds
that are done. With `--keep DIR` the answers of every finished seed stay there, and a later run goes
on with the next. The full run takes about twenty minutes on two quiet cores, `--quick` about one.
"""

from __future__ import annotations

import argparse
import json
import time
from functools import partial
from pathlib import Path

import numpy as np
import reader
from intervals import share
from keep import kept
from memory import remember
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from course_utils.faces.labels import DEFAULT
from course_utils.faces.load import load
from course_utils.faces.manifest import leak_free
from course_utils.faces.nuisance import DEFAULT as STRENGTH

TO_SIX = np.eye(6)[[0, 0, 1, 2, 3, 4, 5]]
TURN = {"7": np.eye(7), "6": TO_SIX}


def flat(pixels) -> np.ndarray:
    """(n, 2304) float32 from 0 to 1."""
    return pixels.reshape(len(pixels), -1).astype(np.float32) / 255


def majority(train, tests, seed: int, epochs: int) -> np.ndarray:
    """The shares of the labels in Training, for every picture."""
    shares = np.bincount(train.emotion, minlength=7) / len(train)
    return np.tile(shares, (len(tests), 1))


def raw_svm(train, tests, seed: int, epochs: int) -> np.ndarray:
    """A linear SVM on pixels, whose whitened principal components make it fast."""
    model = make_pipeline(
        PCA(150, whiten=True, svd_solver="randomized", random_state=seed),
        LinearSVC(C=0.01, random_state=seed),
    )
    model.fit(flat(train.pixels), train.emotion)
    margins = np.full((len(tests), 7), -np.inf)
    margins[:, model.classes_] = model.decision_function(flat(tests.pixels))
    # An SVM gives no shares: its answer counts, also when two classes become one.
    return np.eye(7)[margins.argmax(axis=1)]


def forest(train, tests, seed: int, epochs: int) -> np.ndarray:
    """A random forest of 100 trees on pixels."""
    model = RandomForestClassifier(100, random_state=seed, n_jobs=2)
    model.fit(flat(train.pixels), train.emotion)
    shares = np.zeros((len(tests), 7))
    shares[:, model.classes_] = model.predict_proba(flat(tests.pixels))
    return shares


def cnn(train, tests, seed: int, epochs: int) -> np.ndarray:
    """The CNN of `reader.py`, mirrored and shifted pictures, averaged over the mirrored tests."""
    reader.keras.utils.set_random_seed(seed)
    net = reader.build(7, "softmax")
    loss = reader.keras.losses.CategoricalCrossentropy(label_smoothing=0.05)
    targets = np.eye(7, dtype=np.float32)[train.emotion]
    reader.train(net, train.pixels, targets, loss, epochs, seed, shift=2, say=say)
    return reader.answers(net, tests.pixels)


def fit_all(train, tests, clean, seed: int, epochs: int) -> dict[str, np.ndarray]:
    """Model -> its shares (n, 7) for the tests, each model fitted with this seed."""
    answers = {}
    for model in (majority, raw_svm, forest, cnn):
        start = time.perf_counter()
        shares = answers[model.__name__] = model(train, tests, seed, epochs)
        right = (shares.argmax(axis=1) == tests.emotion)[clean].mean()
        say(f"seed {seed} {model.__name__}: {right:.4f}, {time.perf_counter() - start:.0f} s")
    return answers | {"memoriser": remember(train, tests, answers["cnn"])}


def summary(runs: list[np.ndarray], truth: np.ndarray) -> dict:
    """Mean accuracy over the seeds, and the interval that the number of tests allows."""
    scores = [float((answer == truth).mean()) for answer in runs]
    mean = float(np.mean(scores))
    return {
        "accuracy": round(mean, 4),
        "interval": share(round(mean * len(truth)), len(truth)),
        "by_seed": [round(s, 4) for s in scores],
    }


def say(line) -> None:
    print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a small run, for trying out")
    parser.add_argument("--limit", type=int, help="faces of the drawn set (all)")
    parser.add_argument("--epochs", type=int, help="of the CNN (12)")
    parser.add_argument("--seeds", type=int, help="fits of every model (3)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the answers of each seed")
    options = parser.parse_args()
    epochs = options.epochs or (2 if options.quick else 12)
    seeds = options.seeds or (1 if options.quick else 3)

    began = time.perf_counter()
    faces = load("drawn", limit=options.limit or (3000 if options.quick else None))
    train = faces.split("Training")
    tests, clean = faces.take(faces.usage > 0), leak_free(faces)[faces.usage > 0]
    say(f"{len(train)} faces to train on, {len(tests)} tests, {clean.sum()} of them leak-free")

    answers: dict[str, list[np.ndarray]] = {}
    try:
        for seed in range(seeds):
            fitted = kept(
                options.keep,
                f"ladder-{len(faces)}-{epochs}-{seed}",
                partial(fit_all, train, tests, clean, seed, epochs),
            )
            for model, shares in fitted.items():
                answers.setdefault(model, []).append(shares)
    except KeyboardInterrupt:
        seeds = len(answers.get("cnn", ()))
        say(f"stopped: the report is on {seeds} whole seeds")
        if not seeds:
            raise

    result = {"benchmark": "ladder", "quick": options.quick, "faces": len(faces)}
    result |= {"epochs": epochs, "seeds": seeds, "nuisance_strength": STRENGTH}
    for classes, turn in TURN.items():
        truth = turn[tests.emotion].argmax(axis=1)
        ceiling = DEFAULT.ceiling(int(classes))
        for name, rows in (("leak_free", clean), ("with_twins", np.ones(len(tests), bool))):
            table = {
                model: summary([(s @ turn).argmax(axis=1)[rows] for s in runs], truth[rows])
                for model, runs in answers.items()
            }
            result[f"{name}_{classes}"] = table | {
                "tests": int(rows.sum()),
                "ceiling": round(ceiling, 4),
                "realised_ceiling": round(
                    DEFAULT.realised_ceiling(tests.take(rows), int(classes)), 4
                ),
                "cnn_of_the_ceiling": round(table["cnn"]["accuracy"] / ceiling, 4),
            }
    result["memoriser_passes_the_ceiling_with_twins"] = {
        classes: result[f"with_twins_{classes}"]["memoriser"]["accuracy"]
        > result[f"with_twins_{classes}"]["ceiling"]
        for classes in TURN
    }
    result["seconds"] = round(time.perf_counter() - began)
    say(json.dumps(result))


if __name__ == "__main__":
    main()
