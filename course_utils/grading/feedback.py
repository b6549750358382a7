"""Feedback for students: one page a notebook, a sentence for every lost point, no test code.

Pages are made from the store and the gradebook, not from the notebook's HTML: nothing that a
student wrote is shown as anything but text. They are held back in ``.course/feedback`` until they
are released to ``feedback/``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from course_utils.errors import UserMistake
from course_utils.grading import pages
from course_utils.grading.course import Assignment, Course
from course_utils.grading.grades import Grade
from course_utils.grading.referee import STOPPED, Graded
from course_utils.grading.standing import GRADED, Standing, bonus_exercises, standings
from course_utils.grading.store import Store

#: Where pages are before they are released, in the grader's own folder.
HELD = "feedback"
#: The cell is as it was released: there is nothing of the student's to show either.
NO_ANSWER = ("There is no answer of yours.",)

#: How IPython says where a cell cannot be read; its name for the cell means nothing to anybody.
IN_A_CELL = re.compile(r" \(<ipython-input[^>]*>, (line \d+)\)")


@dataclass(frozen=True)
class Item:
    """One exercise or written answer on a page.

    Attributes:
        name: what it is called.
        points: earned.
        maximum: to be earned.
        bonus: whether it is bonus.
        waits: whether a person has to look.
        reasons: one sentence for each thing that is not right yet.
        comment: what a person wrote.
        answer: what the student wrote; empty when there is nothing.
    """

    name: str
    points: float
    maximum: float
    bonus: bool
    waits: bool
    reasons: tuple[str, ...]
    comment: str
    answer: str


def make_feedback(course: Course, assignment: Assignment, release: bool = True) -> list[Path]:
    """Write ``<student>/<assignment>/<notebook>.html`` and ``.md`` for everybody who is graded.

    Args:
        course: the course folder.
        assignment: which one.
        release: write to ``feedback/``, for the students; otherwise to ``.course/feedback``.

    Returns:
        The HTML pages.

    Raises:
        UserMistake: nobody is graded yet.
    """
    graded = [one for one in standings(course, assignment) if one.status == GRADED and one.grades]
    if not graded:
        raise UserMistake(f"nobody is graded in {assignment.name} yet; run `course grade`")
    target = course.root / "feedback" if release else course.private / HELD
    store = Store(course.private / "store.sqlite")
    bonus = bonus_exercises(course.root / "source" / assignment.name)
    made = []
    for one in graded:
        for notebook in dict.fromkeys(grade.notebook for grade in one.grades):
            result = store.latest(assignment.name, one.person.id, notebook)
            values = {
                "course": course,
                "assignment": assignment,
                "notebook": notebook,
                "standing": one,
                "total": one.total,
                "items": _items(one, notebook, result, bonus),
                "result": result,
            }
            path = target / one.person.id / assignment.name / notebook
            made.append(pages.write(_with(path, ".html"), pages.render("feedback.html", **values)))
            pages.write(_with(path, ".md"), pages.render("feedback.md", **values))
    return made


def _with(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _items(one: Standing, notebook: str, result: Graded | None, bonus: set[str]) -> list[Item]:
    cells = {}
    for cell in result.notebook.cells if result else ():
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name:
            cells[name] = cell
    items = []
    for grade in one.grades:
        if grade.notebook != notebook:
            continue
        cell = cells.get(grade.exercise)
        reasons = _reasons(grade, result, cell)
        items.append(
            Item(
                grade.exercise,
                grade.points,
                grade.maximum,
                grade.exercise in bonus,
                grade.waits,
                reasons,
                grade.comment or "",
                "" if reasons == NO_ANSWER or cell is None else cell.source,
            )
        )
    return items


def _reasons(grade: Grade, result: Graded | None, cell: NotebookNode | None) -> tuple[str, ...]:
    """At least one sentence where points are missing."""
    if grade.points >= grade.maximum or (grade.waits and grade.auto is None):
        return ()
    if result is None:
        return ("This notebook was not handed in.",)
    if grade.manual is not None:
        return () if grade.comment else ("A person gave these points; ask if you wonder why.",)
    score = result.scores.get(grade.grade_id)
    if score is None:
        return NO_ANSWER
    if not any(verdict.attempted for verdict in score.verdicts):
        if cell is None:
            return ("Not attempted yet: its cell was not found in your notebook.",)
        return _stopped(cell, grade.exercise) or ("Not attempted yet.",)
    passed = sum(verdict.passed for verdict in score.verdicts)
    reasons = dict.fromkeys(_sentence(v.reason) for v in score.verdicts if not v.passed)
    return (f"{passed} of {len(score.verdicts)} hidden tests passed.", *reasons)


def _stopped(cell: NotebookNode, exercise: str) -> tuple[str, ...]:
    """What ended a cell before it could define its exercise; empty when nothing did."""
    for output in cell.get("outputs", ()):
        if output.output_type == "error" and output.ename != "NotImplementedError":
            kind = "" if output.ename == STOPPED else f"{output.ename}: "
            return (
                f"Python could not run your cell to its end, so there is no `{exercise}` to test.",
                _sentence(kind + IN_A_CELL.sub(r", \1", output.evalue)),
            )
    return ()


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."
