"""Grading a class: every submission once, one after the other, none of them stopping the rest."""

from __future__ import annotations

import logging
import re
import time
import warnings
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from filelock import FileLock, Timeout
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from course_utils.errors import UserMistake
from course_utils.exercises.registry import load_tests
from course_utils.grading import fingerprint, isolation, nbgrader_setup
from course_utils.grading.course import Assignment, Course
from course_utils.grading.hazards import hazard, shown
from course_utils.grading.secret import course_secret, student_seed
from course_utils.grading.store import Store

#: A notebook larger than this is not opened: outputs of this size are no homework.
LARGEST_NOTEBOOK = 64 * 1024 * 1024


@dataclass
class Row:
    """One submission in the report.

    Attributes:
        assignment: its name.
        student: the student's id.
        outcome: ``"graded"``, ``"unchanged"`` (graded before, nothing new) or ``"set aside"``.
        score: points from autograding and by hand, where there are any.
        maximum: points to be had.
        manual: whether a person has to grade something.
        remarks: what went wrong, one sentence each.
        seconds: wall time of this run.
    """

    assignment: str
    student: str
    outcome: str
    score: float | None = None
    maximum: float | None = None
    manual: bool = False
    remarks: list[str] = field(default_factory=list)
    seconds: float = 0.0


def nbgrader_api(course: Course) -> NbGraderAPI:
    """Nbgrader over this course folder, with our referee."""
    config = Config()
    nbgrader_setup.configure(config)
    config.CourseDirectory.root = str(course.root)
    directory = CourseDirectory(config=config)
    api = NbGraderAPI(coursedir=directory, config=config)
    # What nbgrader says is collected for the report, not printed between our own lines.
    log = logging.getLogger("course.nbgrader")
    log.propagate = False
    log.handlers = [logging.NullHandler()]
    api.log = directory.log = log
    return api


def gradebook(course: Course) -> Gradebook:
    """The course's gradebook; close it, or use it as a context."""
    return Gradebook(nbgrader_api(course).coursedir.db_url)


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


def prepare(api: NbGraderAPI, assignment: Assignment) -> None:
    """Tell the gradebook what the assignment consists of now.

    Raises:
        UserMistake: nbgrader cannot make the assignment from `source/`.
    """
    answer = api.generate_assignment(assignment.name, force=True, create=True)
    if not answer["success"]:
        raise UserMistake(
            f"source/{assignment.name} cannot be read by nbgrader: {_last_line(answer)}; "
            "run `course release --check`"
        )


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
        UserMistake: nothing was submitted, or the folder is in use.
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
    with one_grader(course), warnings.catch_warnings():
        # nbgrader's own queries make SQLAlchemy warn; nobody here can do anything about it.
        warnings.simplefilter("ignore", SAWarning)
        api = nbgrader_api(course)
        for assignment in {a.name: a for a, _ in work}.values():
            prepare(api, assignment)
        store = Store(course.private / "store.sqlite")
        secret = course_secret(course)
        for done, (assignment, student) in enumerate(work, start=1):
            begun = time.monotonic()
            row = _grade_one(course, api, store, secret, assignment, student, again)
            row.seconds = time.monotonic() - begun
            rows.append(row)
            tell(row, done, len(work))
    return rows


def _grade_one(course, api, store, secret, assignment, student, again) -> Row:
    folder = course.root / "submitted" / student / assignment.name
    problem = hazard(folder)
    if problem is not None:
        store.finish(assignment.name, shown(student), "", "set aside", problem)
        return Row(assignment.name, shown(student), "set aside", remarks=[problem])
    key = _fingerprint(course, folder, assignment, student_seed(secret, student))
    before = store.finished(assignment.name, student)
    there = (course.root / "autograded" / student / assignment.name).is_dir()
    if not again and before and before[0] == key and (there or before[1] == "set aside"):
        outcome = "unchanged" if before[1] == "graded" else before[1]
        row = _with_score(course, Row(assignment.name, student, outcome, remarks=[*before[2:]]))
        if outcome != "unchanged" or row.score is not None:
            return row  # otherwise the gradebook is new, and is filled from the store below
    problem = unreadable(course, folder, assignment)
    if problem is None:
        with nbgrader_setup.grading_again(again):
            answer = api.autograde(assignment.name, student, force=True, create=True)
        if "KeyboardInterrupt" in (answer.get("error") or ""):
            raise KeyboardInterrupt  # nbgrader takes it for one submission's trouble
        if not answer["success"]:
            # The fault may be this machine's, so the next run tries again.
            problem, key = f"nbgrader stopped: {_last_line(answer)}", ""
    if problem is not None:
        store.finish(assignment.name, student, key, "set aside", problem)
        return Row(assignment.name, student, "set aside", remarks=[problem])
    remarks = []
    for notebook in _notebooks(course, assignment):
        graded = store.latest(assignment.name, student, notebook)
        remarks += graded.events if graded else []
    store.finish(assignment.name, student, key, "graded", " ".join(remarks))
    return _with_score(course, Row(assignment.name, student, "graded", remarks=remarks))


def unreadable(course: Course, folder: Path, assignment: Assignment) -> str | None:
    """Why a submission cannot be graded at all, or None.

    A notebook that is missing altogether is not looked for here: nbgrader gives it zero points,
    as long as another of the assignment is there.
    """
    names = _notebooks(course, assignment)
    found = [name for name in names if (folder / f"{name}.ipynb").is_file()]
    if not found:
        return f"none of its files is called {' or '.join(f'{n}.ipynb' for n in names)}"
    for name in found:
        path = folder / f"{name}.ipynb"
        if path.stat().st_size > LARGEST_NOTEBOOK:
            return f"{name}.ipynb has {path.stat().st_size:,} bytes; clear its outputs"
        try:
            nbformat.writes(nbformat.read(path, as_version=4)).encode()
        except Exception as error:  # of any kind: a file can be wrong in more ways than we know
            said = " ".join(str(error).split())[:200]
            return f"{name}.ipynb is no notebook ({said or type(error).__name__})"
    return None


def _notebooks(course: Course, assignment: Assignment) -> list[str]:
    return sorted(p.stem for p in (course.root / "source" / assignment.name).glob("*.ipynb"))


def _fingerprint(course: Course, folder: Path, assignment: Assignment, seed: bytes) -> str:
    tests = load_tests(nbgrader_setup.HIDDEN)
    return fingerprint.digest(
        part.encode()
        for part in (
            fingerprint.of_files(folder),
            fingerprint.of_files(course.root / "source" / assignment.name),
            fingerprint.of_tests(tests, tests),
            fingerprint.environment(),
            fingerprint.of_limits(assignment.limits),
            seed.hex(),
        )
    )


def _with_score(course: Course, row: Row) -> Row:
    with gradebook(course) as book:
        try:
            submission = book.find_submission(row.assignment, row.student)
        except MissingEntry:
            return row
        row.score = round(submission.score, 2)
        row.maximum = round(submission.max_score, 2)
        row.manual = bool(submission.needs_manual_grade)
    return row


def _last_line(answer: dict) -> str:
    """The exception that ended nbgrader's work, out of what it logged."""
    text = (answer.get("log") or "") + (answer.get("error") or "")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    raised = [line for line in lines if re.match(r"[\w.]+(Error|Exception|Mistake|Entry): ", line)]
    return (raised[:1] or lines[-1:] or ["no reason given"])[0][:300]
