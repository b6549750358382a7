"""The store: append-only results of grading, each under the fingerprint of what it came from.

Resuming, skipping what is unchanged, differences after a regrade and the audit log are all
readings of it. A row is never changed; the newest row of a submission counts.
"""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import nbformat
from filelock import FileLock

from course_utils.exercises.verdict import Verdict
from course_utils.grading.referee import Graded, Score

SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    number INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    assignment TEXT NOT NULL,
    student TEXT NOT NULL,
    notebook TEXT NOT NULL,
    graded_at REAL NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS by_fingerprint ON results (fingerprint);
CREATE TABLE IF NOT EXISTS runs (
    number INTEGER PRIMARY KEY,
    assignment TEXT NOT NULL,
    student TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    finished_at REAL NOT NULL,
    outcome TEXT NOT NULL,
    message TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS by_submission ON runs (assignment, student);
CREATE INDEX IF NOT EXISTS results_by_submission ON results (assignment, student, notebook);
CREATE TABLE IF NOT EXISTS notes (
    number INTEGER PRIMARY KEY,
    assignment TEXT NOT NULL,
    student TEXT NOT NULL,
    notebook TEXT NOT NULL,
    noted_at REAL NOT NULL,
    kind TEXT NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS notes_by_submission ON notes (assignment, student, notebook, kind);
"""


class Store:
    """Results in one sqlite file, safe for several processes.

    Args:
        path: the file; made with its folder when it is not there.
        readonly: only read; the file has to be there.
    """

    def __init__(self, path: Path, readonly: bool = False):
        self.path, self.readonly = path, readonly
        if readonly:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        # Making the file is the one thing that sqlite lets nobody wait for.
        with FileLock(f"{path}.lock"), closing(self._open()) as database:
            # A reader never waits for a writer, and a power cut loses no finished row.
            database.execute("PRAGMA journal_mode=WAL")
            database.executescript(SCHEMA)

    def _open(self) -> sqlite3.Connection:
        if self.readonly:
            return sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", 60, uri=True)
        return sqlite3.connect(self.path, timeout=60)

    def find(self, fingerprint: str, newer_than: int = 0) -> Graded | None:
        """The newest result under `fingerprint`, or None.

        Args:
            fingerprint: see `fingerprint.py`.
            newer_than: results up to this number do not count; see `newest`.
        """
        with closing(self._open()) as database:
            row = database.execute(
                "SELECT content FROM results WHERE fingerprint = ? AND number > ? "
                "ORDER BY number DESC LIMIT 1",
                (fingerprint, newer_than),
            ).fetchone()
        return _read(row[0]) if row else None

    def newest(self) -> int:
        """Number of the newest result; 0 when there is none."""
        with closing(self._open()) as database:
            return database.execute("SELECT coalesce(max(number), 0) FROM results").fetchone()[0]

    def add(
        self, fingerprint: str, assignment: str, student: str, notebook: str, graded: Graded
    ) -> None:
        """Append a result."""
        row = (fingerprint, assignment, student, notebook, time.time(), _written(graded))
        with closing(self._open()) as database, database:
            database.execute(
                "INSERT INTO results (fingerprint, assignment, student, notebook, graded_at, "
                "content) VALUES (?, ?, ?, ?, ?, ?)",
                row,
            )

    def latest(self, assignment: str, student: str, notebook: str) -> Graded | None:
        """The newest result of one submitted notebook, or None."""
        with closing(self._open()) as database:
            row = database.execute(
                "SELECT content FROM results WHERE assignment = ? AND student = ? AND "
                "notebook = ? ORDER BY number DESC LIMIT 1",
                (assignment, student, notebook),
            ).fetchone()
        return _read(row[0]) if row else None

    def measured(self, assignment: str, student: str, notebook: str) -> tuple[float, int]:
        """(seconds, peak memory in bytes) of the newest result; zeros when there is none."""
        with closing(self._open()) as database:
            row = database.execute(
                "SELECT json_extract(content, '$.seconds'), json_extract(content, '$.peak_memory')"
                " FROM results WHERE assignment = ? AND student = ? AND notebook = ? "
                "ORDER BY number DESC LIMIT 1",
                (assignment, student, notebook),
            ).fetchone()
        return (row[0] or 0.0, row[1] or 0) if row else (0.0, 0)

    def note(self, assignment: str, student: str, notebook: str, kind: str, content: dict) -> None:
        """Append what is known of a submitted notebook besides its result.

        Args:
            assignment: the assignment's name.
            student: the student's id.
            notebook: the notebook's name.
            kind: ``"repair"``: what was repaired; ``"answers"``: digests of what was answered.
            content: anything that JSON holds.
        """
        row = (assignment, student, notebook, time.time(), kind, json.dumps(content))
        with closing(self._open()) as database, database:
            database.execute(
                "INSERT INTO notes (assignment, student, notebook, noted_at, kind, content) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                row,
            )

    def noted(self, assignment: str, student: str, notebook: str, kind: str) -> dict:
        """The newest note of that kind; empty when there is none."""
        with closing(self._open()) as database:
            row = database.execute(
                "SELECT content FROM notes WHERE assignment = ? AND student = ? AND "
                "notebook = ? AND kind = ? ORDER BY number DESC LIMIT 1",
                (assignment, student, notebook, kind),
            ).fetchone()
        return json.loads(row[0]) if row else {}

    def finish(
        self, assignment: str, student: str, fingerprint: str, outcome: str, message: str = ""
    ) -> None:
        """Note that a submission is through, gradebook and all."""
        row = (assignment, student, fingerprint, time.time(), outcome, message)
        with closing(self._open()) as database, database:
            database.execute(
                "INSERT INTO runs (assignment, student, fingerprint, finished_at, outcome, "
                "message) VALUES (?, ?, ?, ?, ?, ?)",
                row,
            )

    def finished(self, assignment: str, student: str) -> tuple[str, str, str] | None:
        """(fingerprint, outcome, message) of the submission's newest run, or None."""
        with closing(self._open()) as database:
            return database.execute(
                "SELECT fingerprint, outcome, message FROM runs WHERE assignment = ? AND "
                "student = ? ORDER BY number DESC LIMIT 1",
                (assignment, student),
            ).fetchone()

    def all_finished(self, assignment: str) -> dict[str, tuple[str, str, str]]:
        """What `finished` says of everybody in an assignment, by student."""
        with closing(self._open()) as database:
            rows = database.execute(
                "SELECT student, fingerprint, outcome, message FROM runs WHERE assignment = ? "
                "ORDER BY number",
                (assignment,),
            ).fetchall()
        return {row[0]: tuple(row[1:]) for row in rows}


def _written(graded: Graded) -> str:
    scores = {
        name: {
            "exercise": s.exercise,
            "points": s.points,
            "maximum": s.maximum,
            "verdicts": [[v.test, v.passed, v.reason, v.attempted] for v in s.verdicts],
        }
        for name, s in graded.scores.items()
    }
    return json.dumps(
        {
            "notebook": graded.notebook,
            "scores": scores,
            "events": graded.events,
            "seconds": graded.seconds,
            "peak_memory": graded.peak_memory,
        }
    )


def _read(content: str) -> Graded:
    row = json.loads(content)
    scores = {
        name: Score(
            s["exercise"], s["points"], s["maximum"], tuple(Verdict(*v) for v in s["verdicts"])
        )
        for name, s in row["scores"].items()
    }
    notebook = nbformat.from_dict(row["notebook"])
    return Graded(notebook, scores, row["events"], row["seconds"], row["peak_memory"])
