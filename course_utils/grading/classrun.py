"""Grading a class: every submission once, one after the other, none of them stopping the rest.

A run can be ended at any instant. What is finished is noted in the store after the gradebook has
it; the next run grades what is not noted, from the store's results where the referee was through.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from course_utils.errors import UserMistake
from course_utils.exercises.registry import load_tests
from course_utils.grading import causes, fingerprint, intake, isolation, nbgrader_setup
from course_utils.grading.audit import AUTO, BY_HAND, PERSON, REFEREE, Audit, Change
from course_utils.grading.autograder import autograde
from course_utils.grading.backup import back_up
from course_utils.grading.canon import CanonCell, canon_of
from course_utils.grading.course import Assignment, Course
from course_utils.grading.grades import Grade, knows, read_grades
from course_utils.grading.hazards import hazard, shown
from course_utils.grading.people import register
from course_utils.grading.secret import course_secret, student_seed
from course_utils.grading.standing import standings
from course_utils.grading.store import Store
from course_utils.grading.trouble import meaning, said_clearly

#: How long to wait for another program that is writing to the gradebook.
BUSY_SECONDS = 60
#: Notebooks as nbgrader shall read them, while it does; relative to the course folder.
STAGED = ".course/staged"


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
        seconds: wall time of this run.
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


def nbgrader_api(course: Course) -> NbGraderAPI:
    """Nbgrader over this course folder, with our referee; it reads what intake has staged."""
    config = Config()
    nbgrader_setup.configure(config)
    config.CourseDirectory.root = str(course.root)
    config.CourseDirectory.submitted_directory = STAGED
    directory = CourseDirectory(config=config)
    # Formgrader may be writing; nbgrader itself gives up after five seconds.
    directory.db_url = f"sqlite:///{course.gradebook}?timeout={BUSY_SECONDS}"
    api = NbGraderAPI(coursedir=directory, config=config)
    # What nbgrader says is collected for the report, not printed between our own lines.
    log = logging.getLogger("course.nbgrader")
    log.propagate = False
    log.handlers = [logging.NullHandler()]
    api.log = directory.log = log
    return api


def gradebook(course: Course) -> Gradebook:
    """The course's gradebook; close it, or use it as a context."""
    return Gradebook(f"sqlite:///{course.gradebook}?timeout={BUSY_SECONDS}")


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
        if (path / assignment.name).is_dir()
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
    tell: Callable[[Row, int, int], None] = lambda row, done, total: None,
) -> list[Row]:
    """Grade what was submitted and is not graded yet.

    Args:
        course: the course folder.
        assignments: which ones.
        only: id of one student.
        again: grade also what has not changed.
        tell: called after each submission with its row, how many are through, and how many
            there are.

    Returns:
        One row a submission.

    Raises:
        UserMistake: nothing was submitted, the folder is in use, or the machine refuses (full
            disk, read-only folder, busy gradebook).
    """
    work = [
        (assignment, student)
        for assignment in assignments
        for student in submissions(course, assignment)
        if only in (None, student)
    ]
    if not work:
        whose = f" by {only}" if only else ""
        raise UserMistake(
            f"nothing was submitted{whose}: put notebooks into "
            f"{course.root / 'submitted'}/<student>/<assignment>/"
        )
    isolation.launcher()  # refuses here, once, where the sandbox does not work
    rows = []
    with said_clearly(), one_grader(course), warnings.catch_warnings():
        # nbgrader's own queries make SQLAlchemy warn; nobody here can do anything about it.
        warnings.simplefilter("ignore", SAWarning)
        run = _Run(course, {a.name: a for a, _ in work}.values(), again)
        for done, (assignment, student) in enumerate(work, start=1):
            begun = time.monotonic()
            row = run.one(assignment, student)
            row.seconds = time.monotonic() - begun
            rows.append(row)
            tell(row, done, len(work))
        run.close()
        _add_totals(course, rows)
    return rows


class _Run:
    """What all submissions of one run have in common."""

    def __init__(self, course: Course, assignments: Iterable[Assignment], again: bool):
        self.course, self.again = course, again
        # nbgrader calls alembic by name, also where nobody has activated the environment.
        os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        back_up(course.gradebook, course.private / "backups")
        self.api = nbgrader_api(course)
        self.store = Store(course.private / "store.sqlite")
        self.audit = Audit(self.store.path)
        self.secret = course_secret(course)
        self.tests = load_tests(nbgrader_setup.HIDDEN)
        self.canon: dict[str, dict[str, list[CanonCell]]] = {}
        self.shared: dict[str, dict[str, str]] = {}
        # What people changed since the last run, before anything of ours changes.
        self.grades = read_grades(course.gradebook)
        self.audit.record(self.grades, BY_HAND, PERSON, "given by hand")
        for assignment in assignments:
            prepare(self.api, course, self.store, assignment)
            self._learn(assignment)
        self.roster = register(course, self.store.path)

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

    def one(self, assignment: Assignment, student: str) -> Row:
        """Grade one submission, or find that it is graded already."""
        folder = self.course.root / "submitted" / student / assignment.name
        problem = hazard(folder)
        if problem is not None:
            if self.store.finished(assignment.name, shown(student)) != ("", "set aside", problem):
                self.store.finish(assignment.name, shown(student), "", "set aside", problem)
            return Row(assignment.name, shown(student), "set aside", remarks=[problem])
        seed = student_seed(self.secret, student)
        key = causes.key_of(self.shared[assignment.name], folder, seed)
        before = self.store.finished(assignment.name, student)
        if not self.again and before and before[0] == key:
            row = self._known(assignment, student, before)
            if row is not None:
                return row
        taken = intake.take_in(folder, self.canon[assignment.name])
        problem = taken.problem or self._autograde(assignment, student, folder, taken)
        if problem is not None:
            # When nbgrader stopped, the fault may be this machine's: the next run tries again.
            self.store.finish(
                assignment.name, student, key if taken.problem else "", "set aside", problem
            )
            return Row(assignment.name, student, "set aside", remarks=[problem])
        row = self._through(assignment, student, taken)
        grades = read_grades(self.course.gradebook, assignment.name, student)
        cause = causes.why(before[0] if before else None, key, self.again)
        changes = self.audit.record(grades, AUTO, REFEREE, cause)
        row.changes = [change for change in changes if change.old is not None]
        told = {"remarks": row.remarks, "doubts": row.doubts}
        self.store.finish(assignment.name, student, key, "graded", json.dumps(told))
        return _scored(row, grades)

    def _known(self, assignment: Assignment, student: str, before: tuple) -> Row | None:
        """The row of a submission that has not changed; None when its results are not there."""
        _, outcome, message = before
        if outcome == "set aside":
            return Row(assignment.name, student, outcome, remarks=[message])
        grades = [g for g in self.grades if (g.assignment, g.student) == (assignment.name, student)]
        if not grades or not (self.course.root / "autograded" / student / assignment.name).is_dir():
            return None
        row = Row(assignment.name, student, "unchanged", **json.loads(message))
        return _scored(self._measured(row), grades)

    def _autograde(
        self, assignment: Assignment, student: str, folder: Path, taken: intake.Intake
    ) -> str | None:
        """Let nbgrader grade; what ended it, if it is this submission's."""
        staged = self.course.root / STAGED / student / assignment.name
        try:
            intake.stage(taken, folder, staged)
            with nbgrader_setup.grading_again(self.again):
                autograde(self.api, assignment.name, student)
        except UserMistake:
            raise  # the course's: it would stop every submission
        except Exception as error:
            if meaning(error) is not None:
                raise
            said = " ".join(str(error).split())[:200]
            return f"nbgrader stopped: {type(error).__name__}: {said}"
        finally:
            shutil.rmtree(staged, ignore_errors=True)
        return None

    def _through(self, assignment: Assignment, student: str, taken: intake.Intake) -> Row:
        """The row of a submission that was graded in this run."""
        row = Row(assignment.name, student, "graded")
        row.remarks += taken.repairs
        row.doubts += taken.doubts
        if self.roster and student not in self.roster:
            row.doubts.append(f"{student} does not stand in the roster.")
        for name in taken.notebooks:
            notes = self.store.noted(assignment.name, student, name, "repair")
            row.remarks += notes.get("repairs", [])
            row.doubts += notes.get("doubts", [])
            graded = self.store.latest(assignment.name, student, name)
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
        shutil.rmtree(self.course.root / STAGED, ignore_errors=True)


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
