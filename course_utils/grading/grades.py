"""What the gradebook says, read in one query: nbgrader's own objects take a query for each cell."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from course_utils.grading.referee import TEST_PREFIX

QUERY = """
SELECT assignment.name, submitted_assignment.student_id, notebook.name, cell.name,
       COALESCE(grade_cells.max_score, task_cells.max_score),
       grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade,
       (SELECT comment.manual_comment FROM comment JOIN base_cell AS other
          ON other.id = comment.cell_id
        WHERE comment.notebook_id = grade.notebook_id AND other.name = cell.name
          AND comment.manual_comment IS NOT NULL)
FROM grade
JOIN base_cell AS cell ON cell.id = grade.cell_id
LEFT JOIN grade_cells ON grade_cells.id = cell.id
LEFT JOIN task_cells ON task_cells.id = cell.id
JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
JOIN notebook ON notebook.id = submitted_notebook.notebook_id
JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
JOIN assignment ON assignment.id = submitted_assignment.assignment_id
LEFT JOIN source_cell ON source_cell.notebook_id = notebook.id AND source_cell.name = cell.name
WHERE (:assignment IS NULL OR assignment.name = :assignment)
  AND (:student IS NULL OR submitted_assignment.student_id = :student)
ORDER BY assignment.name, submitted_assignment.student_id, notebook.name, source_cell.rowid
"""
TIMES = """
SELECT student_id, timestamp FROM submitted_assignment
JOIN assignment ON assignment.id = submitted_assignment.assignment_id
WHERE assignment.name = ? AND timestamp IS NOT NULL
"""
PREPARED = """
SELECT 1 FROM source_cell
JOIN notebook ON notebook.id = source_cell.notebook_id
JOIN assignment ON assignment.id = notebook.assignment_id WHERE assignment.name = ?
"""


@dataclass(frozen=True)
class Grade:
    """One graded cell of one student.

    Attributes:
        assignment: the assignment's name.
        student: the student's id.
        notebook: the notebook's name.
        grade_id: the cell's name.
        maximum: points to be had.
        auto: points by the referee; None for an answer that a person marks.
        manual: points given by hand, which count instead; None without.
        extra: points given by hand on top; None without.
        waits: whether a person has to look.
        comment: what the person wrote; None without.
    """

    assignment: str
    student: str
    notebook: str
    grade_id: str
    maximum: float
    auto: float | None
    manual: float | None
    extra: float | None
    waits: bool
    comment: str | None = None

    @property
    def points(self) -> float:
        """What counts, as nbgrader counts it."""
        given = self.auto if self.manual is None else self.manual
        return 0.0 if given is None else given + (self.extra or 0.0)

    @property
    def exercise(self) -> str:
        """What the cell is called for people."""
        return self.grade_id.removeprefix(TEST_PREFIX)

    @property
    def unmarked(self) -> bool:
        """Whether a person marks it and has not yet; nbgrader notes 0 for an empty answer."""
        return not self.grade_id.startswith(TEST_PREFIX) and self.manual is None


def read_grades(
    gradebook: Path, assignment: str | None = None, student: str | None = None
) -> list[Grade]:
    """All grades, or those of one assignment or student, in the notebooks' order.

    Args:
        gradebook: nbgrader's sqlite file; when it is not there, nobody has a grade.
        assignment: only this one.
        student: only this student's id.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    rows = _ask(gradebook, QUERY, {"assignment": assignment, "student": student})
    return [Grade(*row[:4], row[4] or 0.0, *row[5:8], bool(row[8]), row[9]) for row in rows]


def read_times(gradebook: Path, assignment: str) -> dict[str, datetime]:
    """When each student handed in, by `timestamp.txt`; who has none is not there.

    Args:
        gradebook: nbgrader's sqlite file.
        assignment: the assignment's name.
    """
    rows = _ask(gradebook, TIMES, (assignment,))
    return {student: datetime.fromisoformat(when).replace(tzinfo=UTC) for student, when in rows}


def knows(gradebook: Path, assignment: str) -> bool:
    """Whether the gradebook has cells of that assignment."""
    return bool(_ask(gradebook, PREPARED, (assignment,)))


def _ask(gradebook: Path, query: str, values) -> list[tuple]:
    if not gradebook.is_file():
        return []
    with closing(sqlite3.connect(gradebook, timeout=60)) as database:
        # Not opened read-only: after a kill the journal has to be played back first.
        database.execute("PRAGMA query_only = 1")
        try:
            return database.execute(query, values).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return []  # made a moment ago, nothing in it
            raise
