"""The proof of a notebook: its solutions earn every point, its stubs none.

Both forms are run by the referee that will judge the students, from a fresh kernel each.
"""

from __future__ import annotations

import ast
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from nbformat import NotebookNode

from course_utils.authoring.derived import Pair
from course_utils.authoring.notebook import grade_id
from course_utils.authoring.script import AuthorCell, Script, parse_python
from course_utils.grading.limits import Limits
from course_utils.grading.referee import grade_submission
from course_utils.grading.shipment import copy_shipment

_Allowed = Callable[[NotebookNode, NotebookNode], bool]


class Score(Protocol):
    """What the referee gives for one test cell."""

    points: float
    maximum: float
    verdicts: Sequence[Any]


class Graded(Protocol):
    """What the referee hands back."""

    notebook: NotebookNode
    scores: Mapping[str, Score]


class Referee(Protocol):
    """Runs a notebook and judges its exercises."""

    def __call__(
        self, notebook: NotebookNode, tests: Mapping[str, Sequence[Any]], folder: Path | None
    ) -> Graded:
        """Grade one notebook by the tests of its exercises, beside the files of a folder."""


@dataclass(frozen=True)
class Row:
    """One line of the proof's table."""

    name: str
    points: float
    bonus: bool
    tests: int | None
    """How many hidden tests; `None` for an answer that a person marks."""
    solution: float | None
    stub: float | None

    @property
    def holds(self) -> bool:
        """Whether the solution earns everything and the stub nothing."""
        return self.tests is None or (self.solution == self.points and self.stub == 0)


@dataclass(frozen=True)
class Proof:
    """What running a notebook in both forms showed."""

    script: Script
    rows: list[Row]
    faults: list[str] = field(default_factory=list)
    """One line each, with its place and its remedy; none if the proof holds."""


@contextmanager
def course_referee() -> Iterator[Referee]:
    """The referee of `course grade`, with a seed of its own and the shipment as it is now."""
    with tempfile.TemporaryDirectory(prefix="course-proof-") as shipment:
        copy_shipment(Path(shipment))

        def referee(notebook, tests, folder):
            return grade_submission(
                notebook, tests, b"proof", Limits(), folder, shipment=Path(shipment)
            )

        yield referee


def prove(
    pair: Pair,
    hidden: Mapping[str, Sequence[Any]],
    referee: Referee,
    folder: Path | None = None,
) -> Proof:
    """Run both forms of a notebook and compare what they earn with what they should.

    Args:
        pair: the notebook, solved and as released.
        hidden: the hidden tests of each exercise.
        referee: runs a notebook and judges it.
        folder: the files that students get beside the notebook.
    """
    names = [cell.name for cell in pair.script.with_role("exercise")]
    tests = {name: hidden[name] for name in names}
    solved = referee(pair.source, tests, folder)
    stub = referee(pair.release, tests, folder)
    rows = []
    faults = _errors(pair, solved, "source", allowed=_none)
    faults += _errors(pair, stub, "release", allowed=_Unfinished())
    for cell in pair.script.cells:
        if cell.role == "answer":
            rows.append(_row(cell, None, None, None))
        elif cell.role == "test":
            earned = [graded.scores.get(grade_id(cell)) for graded in (solved, stub)]
            rows.append(_row(cell, len(tests[cell.name]), *earned))
            if not rows[-1].holds:
                faults += _score_faults(pair.script, cell, rows[-1], earned)
    return Proof(pair.script, rows, faults)


def _row(cell: AuthorCell, tests: int | None, solution: Score | None, stub: Score | None) -> Row:
    return Row(
        name=cell.name,
        points=cell.keys["points"],
        bonus=bool(cell.keys.get("bonus")),
        tests=tests,
        solution=solution and solution.points,
        stub=stub and stub.points,
    )


def _score_faults(
    script: Script, cell: AuthorCell, row: Row, earned: Sequence[Score | None]
) -> list[str]:
    place = f"{script.path}:{cell.line}"
    if None in earned:
        return [f"{place}: the referee gave no score for `{row.name}`; look at its test cell"]
    faults = []
    if row.solution != row.points:
        faults.append(
            f"{place}: the solution of `{row.name}` earns {row.solution:g} of {row.points:g} "
            f"points{_reasons(earned[0])}; mend the solution, or the test if it asks too much"
        )
    if row.stub != 0:
        faults.append(
            f"{place}: the stub of `{row.name}` earns {row.stub:g} points; tighten the hidden "
            "tests that it passes"
        )
    return faults


def _reasons(score: Score) -> str:
    reasons = [verdict.reason for verdict in score.verdicts if not verdict.passed]
    return f" ({'; '.join(reasons)})" if reasons else ""


def _errors(pair: Pair, graded: Graded, room: str, allowed: _Allowed) -> list[str]:
    """The errors that cells ended with, except those that are as they should be."""
    lines = {
        made.id: cell.line for made, cell in zip(pair.source.cells, pair.script.cells, strict=True)
    }
    return [
        f"{pair.script.path}:{lines.get(cell.id, 1)}: the cell raises {output.ename} in {room}/: "
        f"{output.evalue}; mend it, so that it runs in a fresh kernel"
        for cell in graded.notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error" and not allowed(cell, output)
    ]


def _none(cell: NotebookNode, error: NotebookNode) -> bool:
    return False


class _Unfinished:
    """Which errors are as they should be while the exercises are not done.

    A cell that uses an exercise stops with NotImplementedError, and a later cell of the text then
    misses the names that this one would have set.
    """

    def __init__(self) -> None:
        self._missing: set[str] = set()

    def __call__(self, cell: NotebookNode, error: NotebookNode) -> bool:
        if error.ename != "NotImplementedError" and not self._follows(cell, error):
            return False
        self._missing |= _names_set_by(cell.source)
        return True

    def _follows(self, cell: NotebookNode, error: NotebookNode) -> bool:
        name = re.match(r"name '(\w+)' is not defined", error.evalue)
        return (
            error.ename == "NameError"
            and name is not None
            and name[1] in self._missing
            and "nbgrader" not in cell.metadata
        )


def _names_set_by(source: str) -> set[str]:
    tree = parse_python(source)
    names = set()
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
    return names
