"""What does the sandbox cost, for each submission?

The same notebook is graded in the sandbox and as an ordinary process, one after the other in
changing order; the ratio of each pair counts, and their median is the answer. Start-up is measured
apart: from nothing to a kernel that answers.

    python benchmarks/sandbox_cost.py [--quick] [--pairs N]

The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path

import nbformat
from nbformat import v4

from course_utils.exercises import expect
from course_utils.exercises.codec import encode
from course_utils.exercises.registry import Test
from course_utils.grading import cgroups, isolation
from course_utils.grading.boxes import Box
from course_utils.grading.launcher import PlainLauncher
from course_utils.grading.limits import Limits
from course_utils.grading.referee import grade_submission
from course_utils.grading.sandbox import SandboxLauncher
from course_utils.grading.shipment import copy_shipment

PAIRS, QUICK_PAIRS = 15, 3
CELLS = (
    "import numpy as np\nimport pandas as pd\nimport matplotlib.pyplot as plt",
    "faces = np.random.default_rng(0).integers(0, 256, (600, 48, 48)).astype(np.uint8)\n"
    "frame = pd.DataFrame({'mean': faces.mean((1, 2)), 'label': np.arange(600) % 7})\n"
    "frame.groupby('label')['mean'].describe()",
    "figure, axes = plt.subplots()\naxes.bar(range(7), frame.label.value_counts())",
    "with open('numbers.csv', 'w') as file:\n    frame.to_csv(file)",
)
ANSWER = "def mean_face(faces):\n    return faces.mean(axis=0)"


def _test(student, rng):
    faces = rng.integers(0, 256, size=(200, 48, 48)).astype("uint8")
    answer = student.mean_face(faces).value
    expect.array(answer, faces.mean(axis=0), reason="the mean over all faces")


def notebook() -> nbformat.NotebookNode:
    """A small notebook with one exercise, as students hand it in."""
    cells = [v4.new_code_cell(source) for source in (*CELLS, ANSWER)]
    test = v4.new_code_cell('check("mean_face")')
    test.metadata["nbgrader"] = {
        "grade": True,
        "solution": False,
        "grade_id": "test_mean_face",
        "points": 2.0,
    }
    return v4.new_notebook(cells=[*cells, test])


def graded(launcher, shipment: Path) -> float:
    """Seconds to grade the notebook once."""
    tests = {"mean_face": [Test("mean_face", f"test {n}", _test, __name__) for n in range(4)]}
    begun = time.perf_counter()
    result = grade_submission(
        notebook(), tests, b"seed", Limits(), shipment=shipment, launcher=launcher
    )
    seconds = time.perf_counter() - begun
    if result.scores["test_mean_face"].points != 2.0:
        raise SystemExit(f"a right answer lost points: {result.events}")
    return seconds


def started(launcher, shipment: Path) -> float:
    """Seconds from nothing to a kernel that answers."""
    box = Box()
    begun = time.perf_counter()
    child = launcher.start(shipment, box.path, Limits())
    child.exchange(encode({"op": "end"}), 120)
    seconds = time.perf_counter() - begun
    child.close()
    box.remove()
    return seconds


def compare(measure, pairs: int, shipment: Path) -> tuple[list[float], list[float]]:
    """Seconds in the sandbox and without, pair by pair."""
    sandboxed, plain = SandboxLauncher(cgroups.find()), PlainLauncher()
    inside, outside = [], []
    for number in range(pairs):
        order = [(sandboxed, inside), (plain, outside)]
        for launcher, times in order if number % 2 else reversed(order):
            times.append(measure(launcher, shipment))
    return inside, outside


def main() -> None:
    """Measure, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--pairs", type=int)
    chosen = parser.parse_args()
    pairs = chosen.pairs or (QUICK_PAIRS if chosen.quick else PAIRS)
    problem = isolation.why_not()
    if problem is not None:
        raise SystemExit(f"the sandbox does not work here: {problem}")
    result = {"benchmark": "sandbox_cost", "pairs": pairs}
    with tempfile.TemporaryDirectory() as folder:
        shipment = Path(folder) / "shipment"
        copy_shipment(shipment)
        for name, measure in (("submission", graded), ("start", started)):
            compare(measure, 1, shipment)  # the disk's cache is warm after this
            inside, outside = compare(measure, pairs, shipment)
            ratios = [a / b for a, b in zip(inside, outside, strict=True)]
            more = [a - b for a, b in zip(inside, outside, strict=True)]
            result |= {
                f"{name}_ratio": round(statistics.median(ratios), 3),
                f"{name}_ratio_quartiles": [
                    round(q, 3) for q in statistics.quantiles(ratios, n=4)[::2]
                ],
                f"{name}_seconds_more": round(statistics.median(more), 3),
                f"{name}_seconds_plain": round(statistics.median(outside), 3),
            }
            print(f"{name}: {result[f'{name}_ratio']} times as long in the sandbox")
    result["limits"] = {limit.what: limit.kept_by for limit in isolation.limits_in_force()}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
