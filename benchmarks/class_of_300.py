"""A class of 300 in one run of `course grade`: nobody is lost, no time is lost, memory stays flat.

The course and its submissions are those of `made_up/`; each has a score that it must get.

    python benchmarks/class_of_300.py --quick
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
from collections import Counter
from pathlib import Path

import made_up

from course_utils.grading import classrun, isolation, nbgrader_setup
from course_utils.grading.course import load_course


def resident() -> float:
    """This process's memory in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 2**20


def main() -> None:
    """Grade the class twice and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="24 students instead of 300")
    parser.add_argument("--workers", type=int, help="as many as `course grade` takes without it")
    options = parser.parse_args()
    students = 24 if options.quick else 300
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    root = Path(tempfile.mkdtemp(prefix="class-"))
    nbgrader_setup.HIDDEN = made_up.HIDDEN
    memory: list[float] = []

    def tell(row, done, total):
        memory.append(resident())
        if done % 25 == 0 or done == total:
            print(f"{done}/{total} {row.outcome} {memory[-1]:.0f} MiB", flush=True)

    try:
        expected = made_up.make_course(root, students)
        course = load_course(root)
        with isolation.sandbox(isolation.PREFERRED):
            begun = time.monotonic()
            rows = classrun.grade_class(
                course, course.assignments, workers=options.workers, tell=tell
            )
            seconds = time.monotonic() - begun
            begun = time.monotonic()
            again = classrun.grade_class(course, course.assignments)
            second = time.monotonic() - begun
    finally:
        shutil.rmtree(root, ignore_errors=True)
    wrong = [row.student for row in rows if row.score != expected.pop(row.student, "lost")]
    taken = sorted(row.seconds for row in rows)
    early = statistics.median(memory[len(memory) // 10 : len(memory) // 5 + 1])
    unchanged = [row.seconds for row in again if row.outcome != "graded"]
    result = {
        "benchmark": "class_of_300",
        "students": students,
        "lost": len(expected),
        "other score than expected": wrong,
        "outcomes": Counter(row.outcome for row in rows),
        "seconds": round(seconds, 1),
        "seconds each, median": round(statistics.median(taken), 3),
        "seconds each, 95 %": round(taken[int(len(taken) * 0.95)], 3),
        "seconds of a second run": round(second, 2),
        "milliseconds for an unchanged one, median": round(1000 * statistics.median(unchanged), 1),
        "graded again in the second run": len(again) - len(unchanged),
        "MiB after a tenth": round(early, 1),
        "MiB at the end": round(memory[-1], 1),
        "MiB after each 25": [round(mib) for mib in memory[24::25]],
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
