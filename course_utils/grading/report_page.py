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
from course_utils.grading.standing import ASIDE, GRADED, MISSING, Standing, standings

FILE = "report.html"
#: An exercise of which the class earns less than this share deserves a look at its tests.
HARD = 0.2


@dataclass(frozen=True)
class Exercise:
    """How the class did in one exercise.

    Attributes:
        name: its name.
        maximum: points to be had.
        mean: mean of the points of who is graded.
        full: how many earned all of them.
        none: how many earned none.
    """

    name: str
    maximum: float
    mean: float
    full: int
    none: int

    @property
    def hard(self) -> bool:
        """Whether nearly everyone fails."""
        return self.maximum > 0 and self.mean < HARD * self.maximum


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
        earned: dict[tuple[str, float], list[float]] = {}
        for one in self.standings:
            for grade in one.grades:
                if not (grade.waits and grade.auto is None):
                    key = (grade.exercise, grade.maximum)
                    earned.setdefault(key, []).append(grade.points)
        return [
            Exercise(
                name, most, fmean(all_), sum(p >= most for p in all_), sum(p <= 0 for p in all_)
            )
            for (name, most), all_ in earned.items()
        ]


def write_report(course: Course, rows: Iterable[Row], warning: str | None = None) -> Path:
    """Write the page for the assignments of a run.

    Args:
        course: the course folder.
        rows: what `classrun.grade_class` gave.
        warning: stands above all else, such as that the sandbox was left out.

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
    page = pages.render("report.html", course=course, parts=parts, warning=warning)
    return pages.write(course.root / FILE, page)
