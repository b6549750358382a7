"""What an attack is, and how a notebook is made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, v4

POINTS = {"double": 2.0, "brightness": 2.0}
RIGHT = {
    "double": "def double(numbers):\n    return [2 * number for number in numbers]",
    "brightness": "def brightness(picture):\n    return float(picture.mean())",
}
WRONG = {
    "double": "def double(numbers):\n    return numbers",
    "brightness": "def brightness(picture):\n    return -1.0",
}
#: The first cell of every hostile notebook. What an attempt gave stands in the graded notebook,
#: so that a test can tell an attack that failed from one that was never made.
PRELUDE = """\
import ctypes, gc, glob, os, signal, socket, subprocess, sys, threading, time
COURSE = "@COURSE@"
def tried(what, action, *arguments, **keywords):
    try:
        result = repr(action(*arguments, **keywords))
    except BaseException as error:
        result = f"{type(error).__name__}: {error}"
    print(f"tried {what} -> {result[:2000]}")
    return result
"""


@dataclass(frozen=True)
class Attack:
    """A hostile submission.

    Attributes:
        name: what it tries.
        first: a cell before the exercises.
        double: the answer to the exercise ``double``; wrong, unless the attack makes it right.
        brightness: the answer to the other one.
        last: a cell after the exercises.
        files: puts further files into the submission's folder.
        change: changes the notebook as a whole.
        shows: pattern that the graded notebook's outputs must match: the attempt was made.
        says: pattern that a reason or an event must match: the report is honest about it.
        limits: budgets other than the usual ones.
        core: whether it runs in `make test`; the others run in `make check`.
    """

    name: str
    first: str = ""
    double: str = WRONG["double"]
    brightness: str = WRONG["brightness"]
    last: str = ""
    files: Callable[[Path, Path], None] | None = None
    change: Callable[[NotebookNode], None] | None = None
    shows: str = ""
    says: str = ""
    limits: dict[str, Any] = field(default_factory=dict)
    core: bool = False


def notebook(attack: Attack, course: Path, test_source: Callable[[str], str]) -> NotebookNode:
    """The attack's notebook.

    Args:
        attack: which.
        course: the instructor's folder, which the attacker has found out.
        test_source: exercise -> source of its test cell.
    """
    cells = [v4.new_code_cell(PRELUDE.replace("@COURSE@", str(course)), id="prelude")]
    if attack.first:
        cells.append(v4.new_code_cell(attack.first, id="first"))
    cells += exercises({"double": attack.double, "brightness": attack.brightness}, test_source)
    if attack.last:
        cells.append(v4.new_code_cell(attack.last, id="last"))
    whole = with_kernel(cells)
    if attack.change:
        attack.change(whole)
    return whole


def honest(test_source: Callable[[str], str]) -> NotebookNode:
    """A right notebook."""
    return with_kernel(exercises(RIGHT, test_source))


def exercises(answers: dict[str, str], test_source: Callable[[str], str]) -> list[NotebookNode]:
    """The cells of all exercises, with nbgrader's metadata."""
    cells = []
    for name, points in POINTS.items():
        solution = v4.new_code_cell(answers[name], id=name)
        solution.metadata["nbgrader"] = _metadata(name, solution=True)
        test = v4.new_code_cell(test_source(name), id=f"test_{name}")
        test.metadata["nbgrader"] = _metadata(f"test_{name}", grade=True, locked=True)
        test.metadata["nbgrader"]["points"] = points
        cells += [solution, test]
    return cells


def with_kernel(cells: list[NotebookNode]) -> NotebookNode:
    """A notebook of these cells."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _metadata(identity: str, **flags: bool) -> dict[str, Any]:
    plain = {"grade": False, "solution": False, "locked": False, "task": False}
    return plain | flags | {"grade_id": identity, "schema_version": 3}
