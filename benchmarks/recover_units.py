"""Can the action units be read from 48-pixel faces? `python benchmarks/recover_units.py [--quick]`

Trains a reader of units (a small CNN with 18 yes-or-no answers) on faces whose units are
independent of one another, and tests it on fresh faces of fresh people:

- balanced accuracy of each unit, and its difference between groups of people, with intervals that
  hold for all comparisons together (Bonferroni);
- "what the best reader of units gets": the reader's answers put into Bayes' rule, on the leak-free
  tests of the drawn set, beside the ceiling; and on all tests with the labels of identical Training
  pictures remembered: that passes the ceiling, and only leakage does so again and again.

Prints progress, then one JSON object as the last line. The full run takes about ten minutes on two
quiet cores; `--quick` about one, and says nothing about the claim. With `--keep DIR` the drawn
faces stay there: `--draw-only` draws them, a later run trains.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import reader
from intervals import balanced, corrected_z, share
from keep import kept
from memory import remember

from course_utils.faces import drawn
from course_utils.faces.labels import DEFAULT, uniforms
from course_utils.faces.load import load
from course_utils.faces.manifest import leak_free
from course_utils.faces.nuisance import DEFAULT as STRENGTH
from course_utils.faces.painters import paint_in_parallel
from course_utils.faces.units import UNITS

#: Seeds that no other part of the course uses, and how often each unit is there.
TRAIN_SEED, TEST_SEED, PREVALENCE = 9001, 9002, 0.3
TARGET, MOST_DIFFERENCE = 0.98, 0.02


def practice(seed: int, n: int, folder: Path | None = None):
    """`n` faces of `n` people with independent units: pixels, bits and the sidecar.

    With a folder they are kept there, and found there the next time.
    """

    def make():
        index = np.arange(n)
        bits = uniforms(seed, index, 901, len(UNITS)) < PREVALENCE
        pixels = paint_in_parallel(drawn.parameters, seed, index, index, bits)
        sidecar = drawn.describe(drawn.parameters, seed, index, index, bits)
        return {"pixels": pixels, "bits": bits, **sidecar}

    arrays = kept(folder, f"practice-{seed}-{n}", make)
    return arrays.pop("pixels"), arrays.pop("bits"), arrays


def groups(sidecar) -> dict[str, np.ndarray]:
    """Name -> mask of a group that is compared with everybody else."""
    found = {f"skin {name}": sidecar["skin_group"] == name for name in ("light", "medium", "dark")}
    found["glasses"] = sidecar["glasses_name"] != "none"
    found["beard"] = sidecar["beard_name"] != "none"
    for name in np.unique(sidecar["hair_name"]):
        found[f"hair {name}"] = sidecar["hair_name"] == name
    return found


def by_group(truth, answer, sidecar) -> dict:
    """Differences in balanced accuracy: each group against the rest, for each unit."""
    compared = groups(sidecar)
    z = corrected_z(len(compared) * len(UNITS))
    rows = []
    for name, mask in compared.items():
        for k, unit in enumerate(UNITS):
            inside, error = balanced(truth[mask, k], answer[mask, k])
            outside, other_error = balanced(truth[~mask, k], answer[~mask, k])
            difference, half = inside - outside, z * np.hypot(error, other_error)
            rows.append((name, unit, round(difference, 4), round(float(half), 4)))
    beyond = [r for r in rows if abs(r[2]) > MOST_DIFFERENCE and abs(r[2]) > r[3]]
    largest = sorted(rows, key=lambda r: -abs(r[2]))[:10]
    return {
        "comparisons": len(rows),
        "sizes": {name: int(mask.sum()) for name, mask in compared.items()},
        "above_limit_and_not_covered": beyond,
        "surely_above_limit": [r for r in rows if abs(r[2]) - r[3] > MOST_DIFFERENCE],
        "largest": largest,
    }


def bayes_on_answers(probability: np.ndarray, model=DEFAULT) -> np.ndarray:
    """P(label | picture), (n, 7), from P(unit | picture) of a reader trained at `PREVALENCE`.

    The reader's prior is divided out; then the sum over all patterns of units factorises, as units
    turn over one by one once the display is known.
    """
    p = np.clip(probability.astype(float), 1e-4, 1 - 1e-4)
    ratio = p / (1 - p) * (1 - PREVALENCE) / PREVALENCE
    patterns, weights = model.mixture()
    there = np.where(patterns, 1 - model.flip, model.flip)
    evidence = np.log(ratio[:, None, :] * there + (1 - there)).sum(axis=2)
    evidence = np.exp(evidence - evidence.max(axis=1, keepdims=True))
    joint = evidence @ weights.T * model.priors
    return joint / joint.sum(axis=1, keepdims=True)


def best_reader(net, faces) -> dict:
    """Accuracy of reader plus Bayes' rule, six and seven classes; on all tests with memory, too."""
    tests = faces.take(faces.usage > 0)
    clean = leak_free(faces)[faces.usage > 0]
    posterior = bayes_on_answers(reader.answers(net, tests.pixels))
    remembered = remember(faces.split("Training"), tests, posterior)
    told = {"leak_free_tests": int(clean.sum()), "tests": len(tests)}
    to_six = np.eye(6)[[0, 0, 1, 2, 3, 4, 5]]
    for classes, turn in ((7, np.eye(7)), (6, to_six)):
        truth = turn[tests.emotion].argmax(axis=1)
        right = (posterior @ turn).argmax(axis=1) == truth
        by_memory = (remembered @ turn).argmax(axis=1) == truth
        ceiling = DEFAULT.ceiling(classes)
        told[f"{classes}"] = {
            "accuracy": round(float(right[clean].mean()), 4),
            "interval": share(int(right[clean].sum()), int(clean.sum())),
            "ceiling": round(ceiling, 4),
            "realised_ceiling": round(DEFAULT.realised_ceiling(tests.take(clean), classes), 4),
            "of_the_ceiling": round(float(right[clean].mean()) / ceiling, 4),
            "with_twins": round(float(right.mean()), 4),
            "with_twins_and_memory": round(float(by_memory.mean()), 4),
            "with_twins_and_memory_interval": share(int(by_memory.sum()), len(tests)),
        }
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a small run, for trying out")
    parser.add_argument("--train", type=int, help="faces to train on (40,000)")
    parser.add_argument("--test", type=int, help="fresh faces to test on (20,000)")
    parser.add_argument("--epochs", type=int, help="how often each is seen (8)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the drawn faces there")
    parser.add_argument("--draw-only", action="store_true", help="draw and keep; do not train")
    options = parser.parse_args()
    if options.draw_only and not options.keep:
        parser.error("--draw-only needs --keep DIR, or what it draws is lost")
    n = options.train or (3000 if options.quick else 40000)
    n_test = options.test or (1000 if options.quick else 20000)
    epochs = options.epochs or (2 if options.quick else 8)

    def say(line):
        print(line, flush=True)

    began = time.perf_counter()
    say(f"drawing {n} faces to train on and {n_test} to test on")
    pixels, bits, _ = practice(TRAIN_SEED, n, options.keep)
    test_pixels, truth, sidecar = practice(TEST_SEED, n_test, options.keep)
    if options.draw_only:
        return
    say(f"drawn after {time.perf_counter() - began:.0f} s; training")
    reader.keras.utils.set_random_seed(0)
    net = reader.build(len(UNITS), "sigmoid")
    reader.train(net, pixels, bits.astype(np.float32), "binary_crossentropy", epochs, 0, say=say)
    trained = time.perf_counter() - began

    answer = reader.answers(net, test_pixels) >= PREVALENCE
    z = corrected_z(len(UNITS))
    units = {}
    for k, unit in enumerate(UNITS):
        accuracy, error = balanced(truth[:, k], answer[:, k])
        units[str(unit)] = [round(accuracy, 4), round(z * error, 4)]
        say(f"unit {unit:2}: balanced accuracy {accuracy:.4f} ± {z * error:.4f}")
    worst = min(units, key=lambda unit: units[unit][0])
    faces = load("drawn", limit=2000 if options.quick else None)
    result = {
        "benchmark": "recover_units",
        "quick": options.quick,
        "train": n,
        "test": n_test,
        "epochs": epochs,
        "nuisance_strength": STRENGTH,
        "balanced_accuracy": units,
        "mean": round(float(np.mean([a for a, _ in units.values()])), 4),
        "worst": [int(worst), units[worst][0]],
        "target": TARGET,
        "below_target": [int(u) for u, (a, _) in units.items() if a < TARGET],
        "all_units_right": round(float((answer == truth).all(axis=1).mean()), 4),
        "groups": by_group(truth, answer, sidecar),
        "best_reader": best_reader(net, faces),
        "seconds": {
            "to_end_of_training": round(trained),
            "all": round(time.perf_counter() - began),
        },
    }
    say(json.dumps(result))


if __name__ == "__main__":
    main()
