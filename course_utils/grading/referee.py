"""The heart of grading: one notebook in, a graded notebook and its scores out.

Touches neither gradebook nor course folder. The student's cells run in order in a kernel that is
not trusted; test cells are not run: their tests run here, over a `RemoteStudent`, and the verdict
is computed here.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from course_utils.errors import UserMistake
from course_utils.exercises.registry import Test
from course_utils.exercises.student import RemoteStudent, Unresponsive
from course_utils.exercises.verdict import Verdict, run_test
from course_utils.grading.launcher import Launcher, PlainLauncher
from course_utils.grading.limits import Limits
from course_utils.grading.outputs import (
    MOST_IN_NOTEBOOK,
    error_output,
    harmless_outputs,
    scrub,
    verdict_outputs,
)
from course_utils.grading.session import Session

#: A test cell's grade_id is this and the exercise's name.
TEST_PREFIX = "test_"
#: This share of a submission's time may be spent on tests of one exercise that get no answer.
MOST_IN_VAIN = 0.25
#: What a cell "raised" that we ended, or that ended its process.
STOPPED = "CellStopped"
#: More sentences than this about one submission nobody reads.
MOST_EVENTS = 50


@dataclass(frozen=True)
class Score:
    """The score of one test cell.

    Attributes:
        exercise: name of the exercise.
        points: earned, rounded once to two decimals.
        maximum: to be earned.
        verdicts: one for each hidden test.
    """

    exercise: str
    points: float
    maximum: float
    verdicts: tuple[Verdict, ...]


@dataclass
class Graded:
    """What grading a notebook gave.

    Attributes:
        notebook: a copy with outputs: the student's, and the verdicts in the test cells.
        scores: grade_id of the test cell -> its score.
        events: one sentence for each thing that went wrong on the way.
        seconds: wall time.
        peak_memory: largest resident memory of the student's kernel in bytes; 0 when unknown.
    """

    notebook: NotebookNode
    scores: dict[str, Score] = field(default_factory=dict)
    events: list[str] = field(default_factory=list)
    seconds: float = 0.0
    peak_memory: int = 0

    def tell(self, event: str) -> None:
        """Note what went wrong, as long as somebody may read it."""
        if len(self.events) < MOST_EVENTS:
            self.events.append(event)
        elif len(self.events) == MOST_EVENTS:
            self.events.append("More of the same was left out.")


def tested_exercise(cell: NotebookNode) -> str | None:
    """The exercise that a test cell belongs to; None for any other cell.

    Only the grade_id counts: nbgrader restores it, and what else a submission says is the
    student's.
    """
    nbgrader = cell.metadata.get("nbgrader", {})
    name = str(nbgrader.get("grade_id") or "")
    graded = nbgrader.get("grade") and not nbgrader.get("solution")
    if cell.cell_type != "code" or not graded or not name.startswith(TEST_PREFIX):
        return None
    return name.removeprefix(TEST_PREFIX)


def score(maximum: float, verdicts: Sequence[Verdict]) -> float:
    """Points for the share of hidden tests passed, rounded once to two decimals."""
    passed = sum(verdict.passed for verdict in verdicts)
    return min(float(maximum), round(maximum * passed / len(verdicts), 2))


def grade_submission(
    notebook: NotebookNode,
    tests: Mapping[str, Sequence[Test]],
    seed: bytes,
    limits: Limits,
    folder: Path | None = None,
    *,
    shipment: Path,
    launcher: Launcher | None = None,
) -> Graded:
    """Run a submission and judge it.

    Args:
        notebook: the submission, with nbgrader's metadata as the course has them.
        tests: exercise -> its hidden tests.
        seed: the student's own; the same seed draws the same inputs.
        limits: budgets.
        folder: the submission's other files.
        shipment: what the student's kernel imports (see `shipment.ready_shipment`).
        launcher: starts the student's kernel.

    Returns:
        The graded notebook and the scores.

    Raises:
        UserMistake: a test cell's exercise has no hidden test: nobody is graded by accident.
    """
    graded = Graded(copy.deepcopy(notebook))
    scrub(graded.notebook)
    cells = graded.notebook.cells
    for cell in cells:
        exercise = tested_exercise(cell)
        if exercise is not None and not tests.get(exercise):
            raise UserMistake(
                f"the exercise {exercise!r} has no hidden test: "
                "write one in course_utils/hidden, or correct its name"
            )
    sources = [c.source for c in cells if c.cell_type == "code" and tested_exercise(c) is None]
    session = Session(launcher or PlainLauncher(), shipment, folder, limits, graded.tell)
    student = RemoteStudent(session, sources)
    room = MOST_IN_NOTEBOOK
    try:
        for place, cell in enumerate(cells):
            exercise = tested_exercise(cell)
            if cell.cell_type != "code":
                continue
            if exercise is None:
                _run(cell, place, session, graded, room)
                room -= sum(len(str(output)) for output in cell.outputs)
                continue
            verdicts = list(_judged(tests[exercise], student, seed, graded, session))
            maximum = float(cell.metadata.nbgrader["points"])
            points = score(maximum, verdicts)
            cell.outputs = verdict_outputs(verdicts, points)
            cell.execution_count = None
            graded.scores[cell.metadata.nbgrader["grade_id"]] = Score(
                exercise, points, maximum, tuple(verdicts)
            )
    finally:
        session.close()
    graded.seconds, graded.peak_memory = session.seconds, session.peak_memory
    return graded


def _run(cell: NotebookNode, place: int, session: Session, graded: Graded, room: int) -> None:
    cell.outputs, cell.execution_count = [], None
    if not cell.source.strip():
        return
    try:
        reply = session.run_cell(cell.source)
    except Unresponsive as error:
        graded.tell(f"Cell {place + 1}: {error}.")
        cell.outputs = [error_output(STOPPED, str(error))]
        return
    cell.outputs = harmless_outputs(reply.get("outputs"), room)
    count = reply.get("count")
    cell.execution_count = count if type(count) is int else None


def _judged(
    tests: Sequence[Test], student: RemoteStudent, seed: bytes, graded: Graded, session: Session
) -> Iterator[Verdict]:
    """The verdicts on one exercise, which may not use up the time of all others by waiting."""
    most, waited = session.budget.submission_seconds * MOST_IN_VAIN, 0.0
    for test in tests:
        if waited >= most:
            reason = f"your `{test.exercise}` gave no answer so often that it was not asked again"
            yield Verdict(test.name, False, reason)
            continue
        begun = session.seconds
        try:
            yield run_test(test, student, seed)
        except Unresponsive as error:
            waited += session.seconds - begun
            graded.tell(f"Test {test.name} of {test.exercise}: {error}.")
            reason = f"your `{test.exercise}` gave no answer: {error}"
            yield Verdict(test.name, False, reason)
