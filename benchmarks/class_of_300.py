"""A class of 300 in one run of `course grade`: nobody is lost, no time is lost, memory stays flat.

A made-up course of two exercises, so that what is measured is the grading and not the students'
computing. Submissions are right, partly right, blank, and broken in every way that intake and
repair know; each has a score that it must get.

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
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import NotebookNode, v4

from course_utils.exercises.registry import Test
from course_utils.grading import classrun, isolation, nbgrader_setup
from course_utils.grading.course import load_course

ASSIGNMENT, NOTEBOOK = "01-made-up", "Made-up"
POINTS = {"double": 2.0, "shout": 1.0}
RIGHT = {
    "double": "def double(numbers):\n    return [2 * number for number in numbers]",
    "shout": "def shout(word):\n    return word.upper()",
}
STUB = "def {}(*arguments):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
TOML = f'[limits]\nrequest_seconds = 2\n[[assignment]]\nname = "{ASSIGNMENT}"\n'


def double(student, rng):
    """The hidden test of `double`."""
    numbers = [int(number) for number in rng.integers(1, 90, size=6)]
    assert_equal(student.double(numbers).value, [2 * number for number in numbers])


def shout(student, rng):
    """The hidden test of `shout`."""
    word = "".join(rng.choice(list("abcdefgh"), size=5))
    assert_equal(student.shout(word).value, word.upper())


def assert_equal(value, expected):
    """Fail with a reason, as a hidden test does."""
    from course_utils.exercises import expect

    expect.that(value == expected, "another value was expected")


TESTS = {f.__name__: [Test(f.__name__, f.__name__, f, __name__)] for f in (double, shout)}


def notebook(answers: dict[str, str], solved: bool = False) -> NotebookNode:
    """The course's notebook with these answers."""
    cells = [v4.new_markdown_cell("# Made up", id="head")]
    for name, points in POINTS.items():
        marks = {"grade": False, "locked": False, "solution": True, "task": False}
        source = answers.get(name, STUB.format(name))
        if solved:
            head, body = source.split("\n", 1)
            source = f"{head}\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION"
        exercise = v4.new_code_cell(source, id=name)
        exercise.metadata["nbgrader"] = marks | {"grade_id": name, "schema_version": 3}
        test = v4.new_code_cell(f'check("{name}")', id=f"test_{name}")
        marks = {"grade": True, "locked": True, "solution": False, "task": False}
        ids = {"grade_id": f"test_{name}", "schema_version": 3, "points": points}
        test.metadata["nbgrader"] = marks | ids
        cells += [exercise, test]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def text(answers: dict[str, str], change: Callable[[NotebookNode], object] = bool) -> bytes:
    """A submission's bytes, after something has happened to its notebook."""
    whole = notebook(answers)
    change(whole)
    return json.dumps(whole).encode()


def unmarked(whole: NotebookNode) -> None:
    """All nbgrader metadata are lost."""
    for cell in whole.cells:
        cell.metadata = {}


def copied(whole: NotebookNode) -> None:
    """An untouched copy of the first exercise follows the answered one."""
    copy = json.loads(json.dumps(whole.cells[1]))
    stub = STUB.replace("*arguments", "numbers").format("double")
    whole.cells.insert(2, nbformat.from_dict(copy | {"source": stub}))


def turned(whole: NotebookNode) -> None:
    """All cells stand in the opposite order."""
    whole.cells.reverse()


def newer(whole: NotebookNode) -> None:
    """The metadata are of a version to come."""
    for cell in whole.cells[1:]:
        cell.metadata.nbgrader.schema_version = 99


#: story -> (the file's name, its bytes, the score that it must get; None for set aside).
STORIES: dict[str, tuple[str, bytes, float | None]] = {
    "right": (NOTEBOOK, text(RIGHT), 3.0),
    "half": (NOTEBOOK, text({"shout": RIGHT["shout"]}), 1.0),
    "blank": (NOTEBOOK, text({}), 0.0),
    "marks lost": (NOTEBOOK, text(RIGHT, unmarked), 3.0),
    "copied cell": (NOTEBOOK, text(RIGHT, copied), 3.0),
    "opposite order": (NOTEBOOK, text(RIGHT, turned), 3.0),
    "newer metadata": (NOTEBOOK, text(RIGHT, newer), 3.0),
    "renamed": ("Copy of it (1)", text(RIGHT), 3.0),
    "UTF-16": (NOTEBOOK, text(RIGHT).decode().encode("utf-16"), 3.0),
    "cut off": (NOTEBOOK, text(RIGHT)[:-50], None),
    "empty": (NOTEBOOK, b"", None),
    "ends the process": (
        NOTEBOOK,
        text(RIGHT | {"double": "import os\ndef double(n):\n    os._exit(0)"}),
        1.0,
    ),
}


def make_course(root: Path, students: int) -> dict[str, float | None]:
    """Write the course and its submissions; what each must score."""
    (root / "source" / ASSIGNMENT).mkdir(parents=True)
    nbformat.write(notebook(RIGHT, solved=True), root / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb")
    (root / "course.toml").write_text(TOML)
    expected = {}
    for number in range(students):
        name, content, points = list(STORIES.values())[number % len(STORIES)]
        student = f"s{number:03}"
        path = root / "submitted" / student / ASSIGNMENT / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        expected[student] = points
    return expected


def resident() -> float:
    """This process's memory in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 2**20


def main() -> None:
    """Grade the class twice and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="24 students instead of 300")
    students = 24 if parser.parse_args().quick else 300
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    root = Path(tempfile.mkdtemp(prefix="class-"))
    classrun.load_tests = nbgrader_setup.load_tests = lambda package: TESTS
    memory: list[float] = []

    def tell(row, done, total):
        memory.append(resident())
        if done % 25 == 0 or done == total:
            print(f"{done}/{total} {row.outcome} {memory[-1]:.0f} MiB", flush=True)

    try:
        expected = make_course(root, students)
        course = load_course(root)
        with isolation.sandbox(isolation.PREFERRED):
            begun = time.monotonic()
            rows = classrun.grade_class(course, course.assignments, tell=tell)
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
