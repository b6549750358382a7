"""Where each student stands in an assignment: gradebook, store, roster and dates put together.

Scores, feedback and the instructor's report are three ways to print it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from course_utils.grading.course import Assignment, Course
from course_utils.grading.grades import Grade, read_grades, read_times
from course_utils.grading.people import read_extensions
from course_utils.grading.referee import TEST_PREFIX
from course_utils.grading.roster import FILE, Person, read_roster
from course_utils.grading.scores import Dates, Mark, Total, total
from course_utils.grading.store import Store

GRADED, ASIDE, MISSING = "graded", "set aside", "not handed in"


@dataclass(frozen=True)
class Standing:
    """One student in one assignment.

    Attributes:
        person: who.
        status: ``GRADED``, ``ASIDE`` or ``MISSING``.
        grades: one for each graded cell, in the notebooks' order.
        total: what they add up to.
        dates: when it was due and came.
        problem: why it was set aside; empty otherwise.
        remarks: what was repaired, is in doubt or went wrong.
        doubts: those of the remarks that a person should look at.
    """

    person: Person
    status: str
    grades: tuple[Grade, ...]
    total: Total
    dates: Dates
    problem: str = ""
    remarks: tuple[str, ...] = ()
    doubts: tuple[str, ...] = field(default=())


def standings(course: Course, assignment: Assignment) -> list[Standing]:
    """Everybody who is in the roster or has handed in, by id.

    Args:
        course: the course folder.
        assignment: which one.

    Raises:
        UserMistake: roster or extensions cannot be used.
    """
    by_student: dict[str, list[Grade]] = {}
    for grade in read_grades(course.gradebook, assignment.name):
        by_student.setdefault(grade.student, []).append(grade)
    store = Store(course.private / "store.sqlite")
    runs = store.all_finished(assignment.name)
    runs.pop("", None)  # the assignment itself
    people = {person.id: person for person in read_roster(course.root / FILE)}
    for student in sorted({*by_student, *runs} - people.keys()):
        people[student] = Person(student)
    times, more = read_times(course.gradebook, assignment.name), read_extensions(course)
    bonus = bonus_exercises(course.root / "source" / assignment.name)
    everything = _everything(by_student)
    found = []
    for student, person in sorted(people.items()):
        _, outcome, message = runs.get(student, ("", MISSING, ""))
        grades = tuple(by_student.get(student, ()))
        if outcome == MISSING and grades:
            outcome = GRADED  # by plain `nbgrader autograde`
        told = _told(message) if outcome == GRADED else {}
        extension = {"extension": more[key]} if (key := (student, assignment.name)) in more else {}
        dates = Dates(assignment.due, times.get(student), **extension)
        marks = [
            Mark(g.exercise, g.points, g.maximum, g.exercise in bonus, g.waits) for g in grades
        ] or [Mark(name, 0.0, most, name in bonus) for name, most in everything.items()]
        found.append(
            Standing(
                person,
                outcome,
                grades,
                total(marks, dates, assignment.late),
                dates,
                message if outcome == ASIDE else "",
                tuple(told.get("remarks", ())),
                tuple(told.get("doubts", ())),
            )
        )
    return found


def bonus_exercises(source: Path) -> set[str]:
    """Names of the exercises that the author marked as bonus.

    Args:
        source: the assignment's folder in ``source/``.
    """
    names = set()
    for path in sorted(source.glob("*.ipynb")):
        for cell in json.loads(path.read_text("utf-8")).get("cells", []):
            metadata = cell.get("metadata", {})
            if metadata.get("course", {}).get("bonus"):
                names.add(metadata.get("nbgrader", {}).get("grade_id", ""))
    return {name.removeprefix(TEST_PREFIX) for name in names}


def _everything(by_student: dict[str, list[Grade]]) -> dict[str, float]:
    """What there is to earn: for students of whom nothing is in the gradebook."""
    return {g.exercise: g.maximum for grades in by_student.values() for g in grades}


def _told(message: str) -> dict:
    try:
        told = json.loads(message)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
