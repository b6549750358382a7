"""A made-up course of two exercises, and submissions to it with the score that each must get.

Right, partly right, blank, and broken in every way that intake and repair know: what is measured
on them is the grading and not the students' computing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import NotebookNode, v4

#: For `nbgrader_setup.HIDDEN`.
HIDDEN = f"{__name__}.hidden"
ASSIGNMENT, NOTEBOOK = "01-made-up", "Made-up"
POINTS = {"double": 2.0, "shout": 1.0}
RIGHT = {
    "double": "def double(numbers):\n    return [2 * number for number in numbers]",
    "shout": "def shout(word):\n    return word.upper()",
}
STUB = "def {}(*arguments):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
TOML = f'[limits]\nrequest_seconds = 2\n[[assignment]]\nname = "{ASSIGNMENT}"\n'


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
