"""The audit log: every change of a score, with when, by whom, from what, to what, and why.

The log is append-only. Scores change in more ways than `course grade` (formgrader, plain nbgrader),
so what the gradebook says is compared with what the log says last, and the difference is noted.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from course_utils.grading.grades import Grade

SCHEMA = """
CREATE TABLE IF NOT EXISTS changes (
    number INTEGER PRIMARY KEY,
    noted_at REAL NOT NULL,
    who TEXT NOT NULL,
    assignment TEXT NOT NULL,
    student TEXT NOT NULL,
    notebook TEXT NOT NULL,
    cell TEXT NOT NULL,
    kind TEXT NOT NULL,
    old REAL,
    new REAL,
    cause TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS changes_by_submission ON changes (assignment, student);
"""
#: Kinds of points, as `Grade` names them.
AUTO, BY_HAND = ("auto",), ("manual", "extra")
REFEREE, PERSON = "course grade", "a person"


@dataclass(frozen=True)
class Change:
    """One change of one score.

    Attributes:
        noted_at: seconds since 1970, by this machine's clock.
        who: ``"course grade"`` or ``"a person"``.
        assignment: the assignment's name.
        student: the student's id.
        notebook: the notebook's name.
        cell: the graded cell.
        kind: ``"auto"``, ``"manual"`` or ``"extra"``.
        old: points before; None when there were none.
        new: points after; None when they were taken back.
        cause: one sentence or a few words.
    """

    noted_at: float
    who: str
    assignment: str
    student: str
    notebook: str
    cell: str
    kind: str
    old: float | None
    new: float | None
    cause: str


class Audit:
    """The log in the store's file.

    Args:
        path: the store's sqlite file.
    """

    def __init__(self, path: Path):
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._open()) as database:
            database.executescript(SCHEMA)

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=60)

    def record(
        self, grades: Iterable[Grade], kinds: Iterable[str], who: str, cause: str
    ) -> list[Change]:
        """Append what differs from the log.

        Args:
            grades: as they are now.
            kinds: which points to compare.
            who: who changed them.
            cause: why.

        Returns:
            The new rows.
        """
        now, kinds, grades = time.time(), tuple(kinds), list(grades)
        if not grades:
            return []
        with closing(self._open()) as database, database:
            known = self._known(database, grades)
            new = []
            for grade in grades:
                where = (grade.assignment, grade.student, grade.notebook, grade.grade_id)
                for kind in kinds:
                    old, value = known.get((*where, kind)), getattr(grade, kind)
                    if old != value:
                        new.append(Change(now, who, *where, kind, old, value, cause))
            database.executemany(
                "INSERT INTO changes (noted_at, who, assignment, student, notebook, cell, kind, "
                "old, new, cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [tuple(vars(change).values()) for change in new],
            )
        return new

    def _known(self, database: sqlite3.Connection, grades: list[Grade]) -> dict[tuple, float]:
        one = {(grade.assignment, grade.student) for grade in grades}
        some = ("", ()) if len(one) > 1 else ("WHERE assignment = ? AND student = ?", *one)
        rows = database.execute(
            "SELECT assignment, student, notebook, cell, kind, new FROM changes "
            f"{some[0]} ORDER BY number",
            some[1],
        )
        return {tuple(row[:5]): row[5] for row in rows}

    def read(self, assignment: str | None = None, student: str | None = None) -> list[Change]:
        """The log, oldest first, of everybody or of one assignment or student."""
        with closing(self._open()) as database:
            rows = database.execute(
                "SELECT noted_at, who, assignment, student, notebook, cell, kind, old, new, cause "
                "FROM changes WHERE (?1 IS NULL OR assignment = ?1) "
                "AND (?2 IS NULL OR student = ?2) ORDER BY number",
                (assignment, student),
            ).fetchall()
        return [Change(*row) for row in rows]
