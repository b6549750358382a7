"""Grading a class: every submission once, none of them stopping the rest.

Workers run the students' notebooks, several at once (`workers.py`). This process takes what they
found, one submission after the other: it alone writes gradebook, store and audit log.

A run can be ended at any instant. What is finished is noted in the store after the gradebook has
it; the next run grades what is not noted, from the store's results where the referee was through.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.utils import temp_attrs
from sqlalchemy.exc import SAWarning

from course_utils.errors import UserMistake
from course_utils.exercises.registry import load_tests
from course_utils.grading import causes, fingerprint, isolation, nbgrader_setup
from course_utils.grading.audit import AUTO, BY_HAND, PERSON, REFEREE, Audit, Change
from course_utils.grading.autograder import autograde, database_url, nbgrader_api
from course_utils.grading.backup import back_up
from course_utils.grading.canon import CanonCell, canon_of
from course_utils.grading.course import Assignment, Course
from course_utils.grading.grades import Grade, knows, read_grades
from course_utils.grading.hazards import hazard, shown
from course_utils.grading.launcher import Launcher
from course_utils.grading.machine import usual_workers
from course_utils.grading.people import register
from course_utils.grading.secret import course_secret, student_seed
from course_utils.grading.standing import standings
from course_utils.grading.store import Store
from course_utils.grading.trouble import meaning, said_clearly
from course_utils.grading.worker import Order, Reply, Setup, ended_by
from course_utils.grading.workers import Workers


@dataclass
class Row:
    """One submission in the report.

    Attributes:
        assignment: its name.
        student: the student's id.
        outcome: ``"graded"``, ``"unchanged"`` (graded before, nothing new) or ``"set aside"``.
        score: points from autograding and by hand, where there are any.
        maximum: points to be had.
        total: what counts: the score without what lateness costs.
        manual: whether a person has to grade something.
        remarks: what was repaired, is in doubt or went wrong, one sentence each.
        doubts: those of the remarks that a person should look at.
        changes: scores that this run changed, against an earlier run.
        seconds: wall time that this run spent on it, worker and writer together.
        grading_seconds: wall time of the referee, when it graded these answers.
        peak_memory: largest memory of the student's kernel in bytes; 0 when unknown.
    """

    assignment: str
    student: str
    outcome: str
    score: float | None = None
    maximum: float | None = None
    total: float | None = None
    manual: bool = False
    remarks: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    seconds: float = 0.0
    grading_seconds: float = 0.0
    peak_memory: int = 0


def gradebook(course: Course) -> Gradebook:
    """The course's gradebook; close it, or use it as a context."""
    return Gradebook(database_url(course.gradebook))


@contextmanager
def one_grader(course: Course):
    """Only one process writes the gradebook at a time.

    Raises:
        UserMistake: another one is at work in this folder.
    """
    course.private.mkdir(exist_ok=True)
    lock = FileLock(course.private / "grading.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise UserMistake(
            f"another `course grade` is at work in {course.root}; wait until it is through"
        ) from None
    try:
        yield
    finally:
        lock.release()


def submissions(course: Course, assignment: Assignment) -> list[str]:
    """Ids of the students who submitted something for `assignment`, sorted."""
    folder = course.root / "submitted"
    return sorted(
        path.name
        for path in (folder.iterdir() if folder.is_dir() else ())
        if os.path.lexists(path / assignment.name)
    )


def prepare(api: NbGraderAPI, course: Course, store: Store, assignment: Assignment) -> None:
    """Tell the gradebook what the assignment consists of now, unless it knows.

    Raises:
        UserMistake: nbgrader cannot make the assignment from `source/`.
    """
    key = fingerprint.of_files(course.root / "source" / assignment.name)
    before = store.finished(assignment.name, "")
    if before and before[0] == key and knows(course.gradebook, assignment.name):
        return
    answer = api.generate_assignment(assignment.name, force=True, create=True)
    if not answer["success"]:
        raise UserMistake(
            f"source/{assignment.name} cannot be read by nbgrader: {_last_line(answer)}; "
            "run `course release --check`"
        )
    store.finish(assignment.name, "", key, "prepared")


def grade_class(
    course: Course,
    assignments: Iterable[Assignment],
    *,
    only: str | None = None,
    again: bool = False,
    workers: int | None = None,
    tell: Callable[[Row, int, int], None] = lambda row, done, total: None,
) -> list[Row]:
    """Grade what was submitted and is not graded yet.

    Args:
        course: the course folder.
        assignments: which ones.
        only: id of one student.
        again: grade also what has not changed.
        workers: how many submissions at once; without it what `machine.usual_workers` says.
        tell: called after each submission with its row, how many are through, and how many
            there are; first those that need no grading, then in the order of finishing.

    Returns:
        One row a submission, by assignment and student.

    Raises:
        UserMistake: nothing was submitted, the folder is in use, or the machine refuses (full
            disk, read-only folder, busy gradebook).
    """
    chosen = {
        Order(assignment.name, student): assignment
        for assignment in assignments
        for student in submissions(course, assignment)
        if only in (None, student)
    }
    if not chosen:
        whose = f" by {only}" if only else ""
        raise UserMistake(
            f"nothing was submitted{whose}: put notebooks into "
            f"{course.root / 'submitted'}/<student>/<assignment>/"
        )
    launcher = isolation.launcher()  # refuses here, once, where the sandbox does not work
    used = {assignment.name: assignment for assignment in chosen.values()}
    number = workers or usual_workers(max(one.limits.memory_bytes for one in used.values()))
    rows: dict[Order, Row] = {}

    def through(order: Order, row: Row, seconds: float) -> None:
        row.seconds, rows[order] = seconds, row
        tell(row, len(rows), len(chosen))

    with said_clearly(), one_grader(course), warnings.catch_warnings():
        # nbgrader's own queries make SQLAlchemy warn; nobody here can do anything about it.
        warnings.simplefilter("ignore", SAWarning)
        run = _Run(course, used.values(), again)
        for order in chosen:
            begun = time.monotonic()
            row = run.settled(order)
            if row is not None:
                through(order, row, time.monotonic() - begun)
        with Workers(number, run.setup(launcher)) as hired:
            for order, reply in hired.replies(order for order in chosen if order not in rows):
                begun = time.monotonic()
                row = run.write(order, reply)
                through(order, row, reply.seconds + time.monotonic() - begun)
        run.close()
        in_order = [rows[order] for order in chosen]
        _add_totals(course, in_order)
    return in_order


class _Run:
    """What all submissions of one run have in common."""

    def __init__(self, course: Course, assignments: Iterable[Assignment], again: bool):
        self.course, self.again = course, again
        # nbgrader calls alembic by name, also where nobody has activated the environment.
        os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        back_up(course.gradebook, course.private / "backups")
        self.api = nbgrader_api(course, course.gradebook)
        self.store = Store(course.private / "store.sqlite")
        self.newer_than = self.store.newest() if again else 0
        self.audit = Audit(self.store.path)
        self.secret = course_secret(course)
        self.tests = load_tests(nbgrader_setup.HIDDEN)
        self.canon: dict[str, dict[str, list[CanonCell]]] = {}
        self.shared: dict[str, dict[str, str]] = {}
        self.keys: dict[Order, str] = {}
        # What people changed since the last run, before anything of ours changes.
        self.grades = read_grades(course.gradebook)
        self.audit.record(self.grades, BY_HAND, PERSON, "given by hand")
        for assignment in assignments:
            prepare(self.api, course, self.store, assignment)
            self._learn(assignment)
        self.roster = register(course, self.store.path)

    def setup(self, launcher: Launcher) -> Setup:
        """What this run's workers need."""
        return Setup(
            course=self.course,
            canon=self.canon,
            hidden=nbgrader_setup.HIDDEN,
            newer_than=self.newer_than,
            launcher=launcher,
            temporary=tempfile.gettempdir(),
        )

    def _learn(self, assignment: Assignment) -> None:
        source = self.course.root / "source" / assignment.name
        with gradebook(self.course) as book:
            canon = {
                path.stem: canon_of(book, assignment.name, path.stem)
                for path in sorted(source.glob("*.ipynb"))
            }
        tested = [
            cell.grade_id.removeprefix("test_")
            for cells in canon.values()
            for cell in cells
            if cell.is_test
        ]
        self.canon[assignment.name] = canon
        self.shared[assignment.name] = causes.shared_parts(
            source, self.tests, tested, assignment.limits
        )

    def settled(self, order: Order) -> Row | None:
        """The row of a submission that needs no grading; None for one that does."""
        name, student = order
        folder = self.course.root / "submitted" / student / name
        problem = hazard(folder)
        if problem is not None:
            if self.store.finished(name, shown(student)) != ("", "set aside", problem):
                self.store.finish(name, shown(student), "", "set aside", problem)
            return Row(name, shown(student), "set aside", remarks=[problem])
        seed = student_seed(self.secret, student)
        key = self.keys[order] = causes.key_of(self.shared[name], folder, seed)
        before = self.store.finished(name, student)
        if self.again or not before or before[0] != key:
            return None
        return self._known(order, before)

    def write(self, order: Order, reply: Reply) -> Row:
        """Put what a worker found into store and gradebook.

        Raises:
            UserMistake: it would stop every submission.
        """
        if reply.mistake is not None:
            raise UserMistake(reply.mistake)
        for key, notebook, graded in reply.results:
            self.store.add(key, order.assignment, order.student, notebook, graded)
        key, before = self.keys[order], self.store.finished(*order)
        problem = reply.aside or reply.trouble or self._autograde(order, reply.staged)
        if problem is not None:
            # When nbgrader stopped, the fault may be this machine's: the next run tries again.
            self.store.finish(*order, key if reply.aside else "", "set aside", problem)
            return Row(*order, "set aside", remarks=[problem])
        row = self._through(order, reply)
        grades = read_grades(self.course.gradebook, *order)
        cause = causes.why(before[0] if before else None, key, self.again)
        changes = self.audit.record(grades, AUTO, REFEREE, cause)
        row.changes = [change for change in changes if change.old is not None]
        told = {"remarks": row.remarks, "doubts": row.doubts}
        self.store.finish(*order, key, "graded", json.dumps(told))
        return _scored(row, grades)

    def _known(self, order: Order, before: tuple) -> Row | None:
        """The row of a submission that has not changed; None when its results are not there."""
        _, outcome, message = before
        if outcome == "set aside":
            return Row(*order, outcome, remarks=[message])
        grades = [grade for grade in self.grades if (grade.assignment, grade.student) == order]
        graded = self.course.root / "autograded" / order.student / order.assignment
        if not grades or not graded.is_dir():
            return None
        row = Row(*order, "unchanged", **json.loads(message))
        return _scored(self._measured(row), grades)

    def _autograde(self, order: Order, staged: str) -> str | None:
        """Let nbgrader grade; what ended it, if it is this submission's."""
        try:
            with (
                temp_attrs(self.api.coursedir, submitted_directory=staged),
                nbgrader_setup.results_newer_than(self.newer_than),
            ):
                autograde(self.api, *order)
        except UserMistake:
            raise  # the course's: it would stop every submission
        except Exception as error:
            if meaning(error) is not None:
                raise
            return ended_by(error)
        finally:
            folder = self.course.root / staged / order.student / order.assignment
            shutil.rmtree(folder, ignore_errors=True)
        return None

    def _through(self, order: Order, reply: Reply) -> Row:
        """The row of a submission that was graded in this run."""
        row = Row(*order, "graded")
        row.remarks += reply.repairs
        row.doubts += reply.doubts
        if self.roster and order.student not in self.roster:
            row.doubts.append(f"{order.student} does not stand in the roster.")
        for name in reply.notebooks:
            notes = self.store.noted(*order, name, "repair")
            row.remarks += notes.get("repairs", [])
            row.doubts += notes.get("doubts", [])
            graded = self.store.latest(*order, name)
            row.remarks += graded.events if graded else []
        row.remarks += row.doubts
        return self._measured(row)

    def _measured(self, row: Row) -> Row:
        for name in self.canon[row.assignment]:
            seconds, memory = self.store.measured(row.assignment, row.student, name)
            row.grading_seconds += seconds
            row.peak_memory = max(row.peak_memory, memory)
        return row

    def close(self) -> None:
        """Note what changed without us, such as by plain `nbgrader autograde`."""
        grades = read_grades(self.course.gradebook)
        self.audit.record(grades, AUTO, REFEREE, "found in the gradebook after another run")


def _add_totals(course: Course, rows: list[Row]) -> None:
    for name in {row.assignment for row in rows}:
        found = {one.person.id: one for one in standings(course, course.assignment(name))}
        for row in rows:
            if row.assignment == name and row.score is not None:
                row.total = found[row.student].total.points


def _scored(row: Row, grades: Iterable[Grade]) -> Row:
    grades = list(grades)
    row.score = round(sum(grade.points for grade in grades), 2)
    row.maximum = round(sum(grade.maximum for grade in grades), 2)
    row.manual = any(grade.waits for grade in grades)
    return row


def _last_line(answer: dict) -> str:
    """The exception that ended nbgrader's work, out of what it logged."""
    text = (answer.get("log") or "") + (answer.get("error") or "")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    raised = [line for line in lines if re.match(r"[\w.]+(Error|Exception|Mistake|Entry): ", line)]
    return (raised[:1] or lines[-1:] or ["no reason given"])[0][:300]
