"""What does a ready list of fonts save, for each submission that draws?

The notebook of `sandbox_cost.py` is graded with and without the list that `grading/font_cache.py`
makes, one after the other in changing order; the ratio of each pair counts, and their median is the
answer. Grading is done in the sandbox where it works.

    python benchmarks/font_cache.py [--quick] [--pairs N]

The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path

from sandbox_cost import graded

from course_utils.grading import font_cache, isolation
from course_utils.grading.shipment import copy_shipment

PAIRS, QUICK_PAIRS = 15, 3


def main() -> None:
    """Measure, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--pairs", type=int)
    chosen = parser.parse_args()
    pairs = chosen.pairs or (QUICK_PAIRS if chosen.quick else PAIRS)
    with tempfile.TemporaryDirectory() as folder, isolation.sandbox(isolation.PREFERRED):
        ready, bare = Path(folder) / "ready", Path(folder) / "bare"
        copy_shipment(ready)
        copy_shipment(bare)
        begun = time.perf_counter()
        font_cache.make(ready)
        once = time.perf_counter() - begun
        launcher = isolation.launcher()
        times: dict[Path, list[float]] = {ready: [], bare: []}
        for number in range(-1, pairs):
            for shipment in (ready, bare) if number % 2 else (bare, ready):
                seconds = graded(launcher, shipment)
                if number >= 0:  # the disk's cache is warm after the first pair
                    times[shipment].append(seconds)
    both = list(zip(times[ready], times[bare], strict=True))
    ratios = [with_list / without for with_list, without in both]
    result = {
        "benchmark": "font_cache",
        "pairs": pairs,
        "sandbox": launcher.isolated,
        "ratio": round(statistics.median(ratios), 3),
        "ratio_quartiles": [round(q, 3) for q in statistics.quantiles(ratios, n=4)[::2]],
        "seconds_saved": round(statistics.median(b - a for a, b in both), 3),
        "seconds_without": round(statistics.median(times[bare]), 3),
        "seconds_to_make_it_once": round(once, 3),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
