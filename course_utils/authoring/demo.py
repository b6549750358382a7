"""`course demo`: a simulated class, graded for real, expected beside actual.

Eight students hand in the first assignment with answers from the bank, twelve more hand it in in
broken files, and two of the eight go on to the second assignment, or to all; what each should score
is known from the bank alone. Everything happens in one folder of its own.
"""

from __future__ import annotations

import contextlib
import copy
import csv
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode, v4
from rich import box
from rich.console import Console
from rich.table import Table

from course_utils.authoring.bank import BankAnswer, read_answers
from course_utils.authoring.course import Course, find_course
from course_utils.authoring.demo_broken import BROKEN, DAYS_LATE, DUE, LATE, PER_DAY, Broken
from course_utils.authoring.trial import SECONDS
from course_utils.errors import UserMistake

#: Left in the demo's folder, so that the next demo knows that it may replace it.
MARKER = ".course-demo"
#: Who hands in the first assignment as it is asked for, and who of them goes on to the others.
EIGHT = ("ada", "ben", "chi", "dora", "emil", "fatima", "goran", "hana")
GO_ON = ("ada", "chi")
#: So many assignments are shown unless all are asked for: those that train networks take minutes.
USUAL = 2
#: In the first assignment a loop without end is noticed after so many seconds; the course's own
#: limit is longer, and the models of later assignments need it.
REQUEST_SECONDS = 4
#: The notebook's own cells call the looping answer too.
CELL_SECONDS = 25


@dataclass(frozen=True)
class Exercise:
    """What the demo needs to know of one exercise.

    Attributes:
        name: the exercise.
        points: to be earned.
        tests: names of its hidden tests.
        right: right answers.
        wrong: wrong answers.
    """

    name: str
    points: float
    tests: tuple[str, ...]
    right: tuple[BankAnswer, ...]
    wrong: tuple[BankAnswer, ...]

    def expected(self, answer: BankAnswer | None) -> float:
        """Points that an answer of the bank should earn; None stands for the untouched stub."""
        if answer is None:
            return 0.0
        passed = len(self.tests) - len(answer.fails)
        return round(self.points * passed / len(self.tests), 2)


@dataclass(frozen=True)
class Submission:
    """One simulated student's notebook.

    Attributes:
        student: id.
        story: what is special about it.
        cells: exercise -> source of its cell; exercises not named stay as released.
        expected: the points that it should get; None when it should be set aside.
        extra: a cell added right behind the first exercise.
        broken: what became of the file; None when nothing did.
    """

    student: str
    story: str
    cells: dict[str, str]
    expected: float | None
    extra: str = ""
    broken: Broken | None = None


def demo(folder: Path, everything: bool = False) -> None:
    """Simulate a class in `folder`, autograde it, and compare each score with what it should be.

    Args:
        folder: where; made anew.
        everything: whether somebody goes on to every assignment, and not only to the first ones.

    Raises:
        UserMistake: `folder` is something else, or a score is not as expected.
    """
    began = time.monotonic()
    course = find_course()
    console = Console(highlight=False, width=None if Console().is_terminal else 120)
    _prepare(course, folder)
    expected: dict[tuple[str, str], Submission] = {}
    assignments = list(course.assignments())
    for place, assignment in enumerate(assignments if everything else assignments[:USUAL]):
        submissions = simulated_class(course, assignment)
        if place == 0:
            submissions += broken_class(course, assignment)
        else:
            submissions = [one for one in submissions if one.student in GO_ON]
        for submission in submissions:
            _hand_in(course, folder, assignment, submission)
            expected[assignment, submission.student] = submission
    rows = _grade(folder)
    differ = _compare(console, rows, expected)
    pages = sorted((folder / "feedback").rglob("*.html"))
    console.print(f"gradebook: {folder / 'gradebook.db'}", soft_wrap=True)
    console.print(f"report:    {folder / 'report.html'}", soft_wrap=True)
    if pages:
        console.print(f"feedback:  {len(pages)} pages, such as {pages[0]}", soft_wrap=True)
    console.print(f"took:      {time.monotonic() - began:.0f} seconds")
    if differ:
        what = "1 score is" if len(differ) == 1 else f"{len(differ)} scores are"
        raise UserMistake(f"{what} not as expected: {', '.join(differ)}")


def simulated_class(course: Course, assignment: str) -> list[Submission]:
    """The eight students of one assignment."""
    exercises = _exercises(course, assignment)
    rights = {e.name: e.right[0] for e in exercises}
    others = {e.name: e.right[-1] for e in exercises}
    wrongs = {e.name: e.wrong[0] for e in exercises}
    # Each of its tests waits for a loop, or for a new process: the fewer the better.
    first = min(exercises, key=lambda exercise: len(exercise.tests))
    half = {e.name: (e.right[0] if i % 2 else e.wrong[-1]) for i, e in enumerate(exercises)}

    def student(name: str, story: str, answers: dict[str, BankAnswer], **more) -> Submission:
        cells = {exercise: answer.code for exercise, answer in answers.items()}
        points = sum(e.expected(answers.get(e.name)) for e in exercises)
        return Submission(name, story, cells, round(points, 2), **more)

    def broken(name: str, story: str, body: str) -> Submission:
        """All right but one exercise, whose function misbehaves when it is called."""
        whole = student(name, story, rights)
        cells = whole.cells | {first.name: f"def {first.name}(*arguments):\n    {body}\n"}
        return Submission(name, story, cells, round(whole.expected - first.points, 2))

    noisy = "import sys, warnings\nwarnings.warn('old habits')\nprint('careful', file=sys.stderr)"
    return [
        student("ada", "right", rights),
        student("ben", "right in another style", others),
        student("chi", "partly right", half),
        student("dora", "wrong", wrongs),
        student("emil", "blank", {}),
        broken("fatima", "a loop without end", "while True: pass"),
        broken("goran", "ends the process", "import os; os._exit(0)"),
        student("hana", "right, warns on stderr", rights, extra=noisy),
    ]


def broken_class(course: Course, assignment: str) -> list[Submission]:
    """The twelve who hand in right answers in broken files, or late."""
    exercises = _exercises(course, assignment)
    cells = {e.name: e.right[0].code for e in exercises}
    whole = sum(e.points for e in exercises)
    submissions = []
    for one in BROKEN:
        points = whole - (exercises[0].points if one.loses_first else 0)
        if one.late and not one.extended:
            points -= round(points * PER_DAY * DAYS_LATE, 2)
        expected = None if one.aside else round(points, 2)
        submissions.append(Submission(one.student, one.story, cells, expected, broken=one))
    return submissions


def _exercises(course: Course, assignment: str) -> list[Exercise]:
    hidden = course.hidden_tests()
    found = []
    for path in sorted((course.release / assignment).glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if not name.startswith("test_"):
                continue
            exercise = name.removeprefix("test_")
            answers = read_answers(course, assignment, exercise)
            right = tuple(a for a in answers if a.right)
            # One that is to run out of a short time would only make the demo slow.
            wrong = tuple(a for a in answers if not a.right and a.seconds >= SECONDS)
            if not right or not wrong:
                raise UserMistake(f"the bank has no right or no wrong answer to {exercise}")
            points = float(cell.metadata.nbgrader.points)
            tests = tuple(test.name for test in hidden[exercise])
            found.append(Exercise(exercise, points, tests, right, wrong))
    if not found:
        raise UserMistake(f"release/{assignment} has no exercises; run `course release` first")
    return found


def _prepare(course: Course, folder: Path) -> None:
    """A course folder of its own, with the same notebooks and a shorter time limit."""
    if folder.exists():
        if not (folder / MARKER).is_file():
            raise UserMistake(f"{folder} is there already and is no demo; name another --folder")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARKER).write_text("`course demo` made this folder and replaces it.\n")
    for name in ("source", "release"):
        shutil.copytree(course.root / name, folder / name)
    shutil.copyfile(course.root / "nbgrader_config.py", folder / "nbgrader_config.py")
    lines = (course.root / "course.toml").read_text("utf-8").splitlines()
    first = next(iter(course.assignments()))
    lines = [line for line in lines if not line.startswith(("due ", "due=", "late ", "late="))]
    rules = (
        f"due = {DUE}\nlate = {{ per_day = {PER_DAY}, most = 0.5 }}\n"
        f"limits = {{ request_seconds = {REQUEST_SECONDS}, cell_seconds = {CELL_SECONDS} }}"
    )
    lines = [f"{line}\n{rules}" if line == f'name = "{first}"' else line for line in lines]
    (folder / "course.toml").write_text("\n".join(lines) + "\n", "utf-8")
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        people = [(name, name.capitalize()) for name in EIGHT]
        people += [(one.student, one.name) for one in BROKEN]
        csv.writer(file).writerows([("id", "name"), *people])
    extended = [(b.student, first, "5") for b in BROKEN if b.extended]
    with (folder / "extensions.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "assignment", "days"), *extended])


def _hand_in(course: Course, folder: Path, assignment: str, submission: Submission) -> None:
    target = folder / "submitted" / submission.student / assignment
    target.mkdir(parents=True)
    for path in sorted((course.release / assignment).rglob("*")):
        if path.is_file() and path.suffix != ".ipynb":
            (target / path.relative_to(course.release / assignment)).parent.mkdir(
                parents=True, exist_ok=True
            )
            shutil.copyfile(path, target / path.relative_to(course.release / assignment))
        elif path.suffix == ".ipynb":
            notebook = filled(nbformat.read(path, as_version=4), submission)
            if submission.broken is None:
                nbformat.write(notebook, target / path.name)
                continue
            first = next(iter(submission.cells))
            for name, content in submission.broken.spoil(path.stem, notebook, first).items():
                (target / name).write_bytes(content)
    if submission.broken and submission.broken.late:
        (target / "timestamp.txt").write_text(LATE)


def filled(notebook: NotebookNode, submission: Submission) -> NotebookNode:
    """A copy of a release notebook with a submission's answers in it."""
    notebook = copy.deepcopy(notebook)
    cells, added = [], not submission.extra
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in submission.cells:
            cell.source = submission.cells[name]
        cells.append(cell)
        if name in submission.cells and not added:
            cells.append(v4.new_code_cell(submission.extra))
            added = True
    notebook.cells = cells
    return notebook


@contextlib.contextmanager
def _own_temporary_folder(folder: Path) -> Iterator[None]:
    """Inside, temporary files lie in the demo's folder; afterwards they are gone."""
    before, own = tempfile.tempdir, folder / "temporary"
    own.mkdir()
    tempfile.tempdir = str(own)
    try:
        yield
    finally:
        tempfile.tempdir = before
        shutil.rmtree(own, ignore_errors=True)


def _grade(folder: Path) -> list:
    from course_utils.grading import isolation, report
    from course_utils.grading.classrun import grade_class
    from course_utils.grading.course import load_course
    from course_utils.grading.feedback import make_feedback
    from course_utils.grading.report_page import write_report

    simulated = load_course(folder.resolve())
    # The bank's answers are trusted: without a sandbox the demo runs all the same.
    with (
        isolation.sandbox(isolation.PREFERRED),
        _own_temporary_folder(folder.resolve()),
        report.progress("Grading") as tell,
    ):
        rows = grade_class(simulated, simulated.assignments, tell=tell)
    graded = {row.assignment for row in rows}
    for assignment in simulated.assignments:
        if assignment.name in graded:
            make_feedback(simulated, assignment)
    write_report(simulated, rows)
    return rows


def _compare(
    console: Console, rows: list, expected: dict[tuple[str, str], Submission]
) -> list[str]:
    """Print the scores beside what they should be; who got another one, or none."""
    table = Table(title="Gradebook", title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("assignment")
    table.add_column("student")
    table.add_column("story")
    for column in ("expected", "actual", "of"):
        table.add_column(column, justify="right")
    table.add_column("")
    differ = [student for _, student in expected.keys() - {(r.assignment, r.student) for r in rows}]
    remarks = []
    for row in rows:
        submission = expected[row.assignment, row.student]
        points = None if row.score is None else row.total
        same = points == submission.expected
        if None not in (points, submission.expected):
            same = abs(points - submission.expected) < 0.005
        if not same:
            differ.append(row.student)
            remarks += [f"{row.student}: {remark}" for remark in row.remarks if remark]
        numbers = (
            *("–" if p is None else f"{p:g}" for p in (submission.expected, points)),
            f"{row.maximum or 0:g}",
            "ok" if same else "DIFFERS",
        )
        table.add_row(row.assignment, row.student, submission.story, *numbers)
    console.print(table)
    for remark in remarks:
        console.print(remark, markup=False, soft_wrap=True)
    return sorted(differ)
