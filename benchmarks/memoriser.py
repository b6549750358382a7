"""With twins left in, memory passes the ceiling: `python benchmarks/memoriser.py [--quick]`

A memoriser answers with the label of an identical Training picture where there is one, and reads
the units where there is none. Its score is put together from two measurements, without training:
the reader's accuracy on the leak-free tests (`results/recover_units.json`), and memory's on the
tests with an exact twin, counted here. Tests with a near copy only count as errors, so the score is
a lower bound. Prints progress, then one JSON object as the last line.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from intervals import share
from memory import remember

from course_utils.faces.labels import DEFAULT
from course_utils.faces.load import load
from course_utils.faces.manifest import leak_free

TO_SIX = np.eye(6)[[0, 0, 1, 2, 3, 4, 5]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="on the first 3,000 faces")
    options = parser.parse_args()
    measured = json.loads((Path(__file__).parent / "results" / "recover_units.json").read_text())

    faces = load("drawn", limit=3000 if options.quick else None)
    tests, clean = faces.take(faces.usage > 0), leak_free(faces)[faces.usage > 0]
    shares = remember(faces.split("Training"), tests, np.zeros((len(tests), 7)))
    twin = shares.any(axis=1)
    print(
        f"{len(tests)} tests: {clean.sum()} leak-free, {twin.sum()} with an exact twin", flush=True
    )

    result = {"benchmark": "memoriser", "quick": options.quick, "tests": len(tests)}
    result |= {"leak_free": int(clean.sum()), "exact_twins": int(twin.sum())}
    for classes, turn in (("7", np.eye(7)), ("6", TO_SIX)):
        truth = turn[tests.emotion].argmax(axis=1)
        by_memory = int(((shares @ turn).argmax(axis=1) == truth)[twin].sum())
        reader = measured["best_reader"][classes]["accuracy"]
        hits = round(reader * clean.sum()) + by_memory
        ceiling = DEFAULT.ceiling(int(classes))
        result[classes] = {
            "reader_on_leak_free": reader,
            "memory_on_twins": round(by_memory / int(twin.sum()), 4),
            "accuracy_at_least": round(hits / len(tests), 4),
            "interval": share(hits, len(tests)),
            "ceiling": round(ceiling, 4),
            "passes_the_ceiling": hits / len(tests) > ceiling,
        }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
