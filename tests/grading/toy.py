"""A toy course: three exercises, one written answer, its notebooks made by hand."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode, v4

from course_utils.grading.store import Store

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
ASSIGNMENT = "01-counting"
NOTEBOOK = "Counting"
HIDDEN = "grading.toy_hidden"

POINTS = {"double": 2.0, "shout": 1.0, "distance": 3.0}
RIGHT = {
    "double": "def double(numbers):\n    return [2 * number for number in numbers]",
    "shout": "def shout(word):\n    return word.upper()",
    "distance": "def distance(a, b):\n    return abs(a - b)",
}
STUB = "def {}(*arguments):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
TOML = """\
[course]
title = "A toy"

[limits]
cell_seconds = 30
request_seconds = 3

[[assignment]]
name = "01-counting"
title = "Counting"
"""


def plain(source: str, **more) -> NotebookNode:
    return v4.new_code_cell(source, **more)


def _task(cell: NotebookNode, identity: str, points: float | None, **flags) -> NotebookNode:
    nbgrader = {
        "grade": False,
        "solution": False,
        "locked": False,
        "task": False,
        "schema_version": 3,
        "grade_id": identity,
    }
    nbgrader |= flags
    if points is not None:
        nbgrader["points"] = points
    cell.metadata["nbgrader"] = nbgrader
    cell.id = identity
    return cell


def exercise(name: str, source: str) -> NotebookNode:
    return _task(plain(source), name, None, solution=True)


def test(name: str, points: float, source: str = "") -> NotebookNode:
    source = source or f'check("{name}")'
    return _task(plain(source), f"test_{name}", points, grade=True, locked=True)


test.__test__ = False


def by_hand(name: str, points: float, source: str, code: bool = False) -> NotebookNode:
    cell = plain(source) if code else v4.new_markdown_cell(source)
    return _task(cell, name, points, grade=True, solution=True)


def notebook(*cells: NotebookNode) -> NotebookNode:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return v4.new_notebook(cells=list(cells), metadata={"kernelspec": kernel})


def filled(answers: Mapping[str, str], *extra: NotebookNode) -> NotebookNode:
    """The toy's notebook with these answers; an exercise without one stays as released."""
    cells = [plain("from course_utils.exercises import check")]
    for name, points in POINTS.items():
        cells += [exercise(name, answers.get(name, STUB.format(name))), test(name, points)]
    cells.append(by_hand("why", 2, answers.get("why", "YOUR ANSWER HERE")))
    return notebook(*cells, *extra)


def solved() -> NotebookNode:
    """The source notebook: as nbgrader wants it, with the solutions between their marks."""
    whole = filled(RIGHT)
    for cell in whole.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in RIGHT:
            head, body = cell.source.split("\n", 1)
            cell.source = f"{head}\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION"
        elif name == "why":
            cell.source = "### BEGIN SOLUTION\nBecause a kilometre is long.\n### END SOLUTION"
    return whole


def hand_in(root: Path, student: str, submission: NotebookNode | str | bytes, name=NOTEBOOK):
    """Put a notebook, or whatever a student takes for one, into ``submitted/``."""
    path = root / "submitted" / student / ASSIGNMENT / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(submission, NotebookNode):
        nbformat.write(submission, path)
    elif isinstance(submission, bytes):
        path.write_bytes(submission)
    else:
        path.write_text(submission)
    return path


def gradings(root: Path) -> int:
    """How many notebooks the referee has run for this course: results are only ever added."""
    return Store(root / ".course" / "store.sqlite").newest()


#: For `in_workers`: in the place of grading, on a machine that refuses.
REFUSED = """
from course_utils.grading import nbgrader_setup
def refused(*arguments, **options):
    raise OSError({})
nbgrader_setup.grade_submission = refused
"""

#: Before our own configuration: the toy's hidden tests in the place of the course's, and a trap
#: in the place of nbgrader's own execution.
PREAMBLE = """\
from pathlib import Path
import nbgrader.preprocessors.execute as plain_execution
def trap(self, *arguments):
    Path("executed").write_text("nbgrader's own Execute ran")
    raise RuntimeError("nbgrader's own Execute ran")
plain_execution.Execute.preprocess = trap
try:
    from course_utils.grading import nbgrader_setup
    nbgrader_setup.HIDDEN = "grading.toy_hidden"
except ImportError:
    pass
"""


def make_course(root: Path) -> Path:
    """A course folder with `source/`, ready for nbgrader."""
    (root / "source" / ASSIGNMENT).mkdir(parents=True)
    nbformat.write(solved(), root / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb")
    (root / "course.toml").write_text(TOML)
    ours = (REPOSITORY / "nbgrader_config.py").read_text()
    (root / "nbgrader_config.py").write_text(PREAMBLE + ours)
    return root


def copy_course(root: Path, target: Path) -> Path:
    """The real course as a fresh clone has it: no gradebook, no secret."""
    for name in ("source", "release"):
        shutil.copytree(root / name, target / name)
    for name in ("course.toml", "nbgrader_config.py"):
        shutil.copyfile(root / name, target / name)
    return target


def texts(folder: Path) -> dict[str, str]:
    """Every file of a folder as text, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
