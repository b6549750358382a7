"""`course grade --workers 2` beside `--workers 1`: wall time of the same class.

The course and its submissions are those of `made_up/`: a notebook takes little more than the start
of its kernel, so that everything that workers do not share counts. Each pair grades two copies of
the same folder, one directly after the other, in turn the one or the other first. Both runs of a
pair must give the same scores.

    python benchmarks/workers.py --quick
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import made_up

from course_utils.grading import classrun, isolation, nbgrader_setup
from course_utils.grading.course import load_course


def graded(fresh: Path, workers: int) -> tuple[float, dict[str, float | None]]:
    """Seconds that a copy of the class takes, and everybody's score."""
    root = fresh.with_name(f"graded by {workers}")
    shutil.copytree(fresh, root)
    course = load_course(root)
    begun = time.monotonic()
    rows = classrun.grade_class(course, course.assignments, workers=workers)
    seconds = time.monotonic() - begun
    shutil.rmtree(root)
    return seconds, {row.student: row.score for row in rows}


def main() -> None:
    """Grade the pairs and print their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="2 pairs of 12 students")
    quick = parser.parse_args().quick
    students, pairs = (12, 2) if quick else (48, 5)
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    nbgrader_setup.HIDDEN = made_up.HIDDEN
    folder = Path(tempfile.mkdtemp(prefix="workers-"))
    seconds: dict[int, list[float]] = {1: [], 2: []}
    load = [os.getloadavg()[0]]
    try:
        expected = made_up.make_course(folder / "fresh", students)
        with isolation.sandbox(isolation.PREFERRED):
            graded(folder / "fresh", 1)  # what later runs find made: byte code, files in memory
            for pair in range(pairs):
                for workers in (1, 2) if pair % 2 else (2, 1):
                    took, scores = graded(folder / "fresh", workers)
                    assert scores == expected, "another score than expected"
                    seconds[workers].append(took)
                load.append(os.getloadavg()[0])
                print(
                    f"pair {pair + 1}: {seconds[1][-1]:.1f} s, {seconds[2][-1]:.1f} s", flush=True
                )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    ratios = [two / one for one, two in zip(seconds[1], seconds[2], strict=True)]
    result = {
        "benchmark": "workers",
        "students": students,
        "pairs": pairs,
        "cores": os.cpu_count(),
        "seconds with one, median": round(statistics.median(seconds[1]), 1),
        "seconds with two, median": round(statistics.median(seconds[2]), 1),
        "two : one, median of pairs": round(statistics.median(ratios), 3),
        "two : one, all pairs": [round(ratio, 3) for ratio in ratios],
        "load of the machine": [round(value, 1) for value in load],
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
