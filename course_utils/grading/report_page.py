"""`report.html` beside the gradebook: what an instructor wants to know after a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from course_utils.grading import pages
from course_utils.grading.audit import Change
from course_utils.grading.classrun import Row
from course_utils.grading.course import Assignment, Course
from course_utils.grading.grades import Grade
from course_utils.grading.standing import ASIDE, GRADED, MISSING, Standing, standings

FILE = "report.html"
#: An exercise of which the class earns less than this share deserves a look at its tests.
HARD = 0.2


@dataclass(frozen=True)
class Exercise:
    """How the class did in one exercise or written answer.

    Attributes:
        name: its name.
        maximum: points to be had.
        earned: points of everybody whom the referee or a person has marked.
        waits: how many answers a person still has to mark.
        blank: how many gave no answer to a question that is marked by hand.
    """

    name: str
    maximum: float
    earned: tuple[float, ...]
    waits: int = 0
    blank: int = 0

    @property
    def mean(self) -> float | None:
        """Mean of the points; None as long as nobody is marked."""
        return fmean(self.earned) if self.earned else None

    @property
    def full(self) -> int:
        """How many earned all points."""
        return sum(points >= self.maximum for points in self.earned)

    @property
    def none(self) -> int:
        """How many earned no point."""
        return sum(points <= 0 for points in self.earned)

    @property
    def hard(self) -> bool:
        """Whether nearly everyone fails; an answer that nobody has marked is no failure."""
        return self.maximum > 0 and self.mean is not None and self.mean < HARD * self.maximum


def exercises(grades: Iterable[Grade]) -> list[Exercise]:
    """How the class did in each exercise, in the order of the grades."""
    by_exercise: dict[tuple[str, float], list[Grade]] = {}
    for grade in grades:
        by_exercise.setdefault((grade.exercise, grade.maximum), []).append(grade)
    return [
        Exercise(
            name,
            maximum,
            earned=tuple(one.points for one in all_ if not one.unmarked),
            waits=sum(one.waits for one in all_),
            blank=sum(one.unmarked and not one.waits for one in all_),
        )
        for (name, maximum), all_ in by_exercise.items()
    ]


@dataclass(frozen=True)
class Part:
    """One assignment's part of the report; the template asks for its properties."""

    assignment: Assignment
    standings: Sequence[Standing]
    rows: dict[str, Row]

    @property
    def graded(self) -> int:
        """How many are graded."""
        return sum(one.status == GRADED for one in self.standings)

    @property
    def aside(self) -> list[Standing]:
        """Who handed in something that cannot be read."""
        return [one for one in self.standings if one.status == ASIDE]

    @property
    def missing(self) -> list[Standing]:
        """Who handed in nothing."""
        return [one for one in self.standings if one.status == MISSING]

    @property
    def doubtful(self) -> list[Standing]:
        """Whose notebook a person should look at."""
        return [one for one in self.standings if one.doubts]

    @property
    def waiting(self) -> int:
        """How many have something to be marked by hand."""
        return sum(bool(one.total.waits) for one in self.standings)

    @property
    def changes(self) -> list[Change]:
        """Scores that this run changed."""
        return [change for row in self.rows.values() for change in row.changes]

    @property
    def exercises(self) -> list[Exercise]:
        """How the class did in each."""
        return exercises(grade for one in self.standings for grade in one.grades)

    @property
    def hard(self) -> list[Exercise]:
        """Those that nearly everyone fails."""
        return [exercise for exercise in self.exercises if exercise.hard]


def write_report(
    course: Course,
    rows: Iterable[Row],
    warning: str | None = None,
    strays: Sequence[str] = (),
) -> Path:
    """Write the page for the assignments of a run.

    Args:
        course: the course folder.
        rows: what `classrun.grade_class` gave.
        warning: stands above all else, such as that the sandbox was left out.
        strays: what lies in `submitted/` and is graded by nobody, one sentence each.

    Returns:
        The page.
    """
    by_assignment: dict[str, dict[str, Row]] = {}
    for row in rows:
        by_assignment.setdefault(row.assignment, {})[row.student] = row
    parts = [
        Part(assignment, standings(course, assignment), by_assignment[assignment.name])
        for assignment in course.assignments
        if assignment.name in by_assignment
    ]
    page = pages.render("report.html", course=course, parts=parts, warning=warning, strays=strays)
    return pages.write(course.root / FILE, page)
