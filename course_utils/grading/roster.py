"""`roster.csv`: who is in the course. The file is people's data: it is not committed.

Columns: ``id`` (the folder's name in `submitted/`, and nbgrader's id), and where known ``github``,
``lms_id``, ``name``. Spreadsheets write commas, semicolons or tabs, and several encodings; all are
read.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from course_utils.errors import UserMistake
from course_utils.grading.hazards import STUDENT_ID

FILE = "roster.csv"
COLUMNS = ("id", "github", "lms_id", "name")
DELIMITERS = ",;\t|"
SCHEMA = """
CREATE TABLE IF NOT EXISTS people (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    id TEXT NOT NULL
);
"""


@dataclass(frozen=True)
class Person:
    """One student.

    Attributes:
        id: never changes.
        github: account name; empty when unknown.
        lms_id: number in the learning platform; empty when unknown.
        name: as the student writes it; empty when unknown.
    """

    id: str
    github: str = ""
    lms_id: str = ""
    name: str = ""


def read_roster(path: Path) -> list[Person]:
    """The course's people; none when there is no file.

    Raises:
        UserMistake: a line cannot be used; the text names it.
    """
    if not path.is_file():
        return []
    people: list[Person] = []
    for number, row in read_table(path, ("id",)):
        person = Person(**{key: row.get(key, "") for key in COLUMNS})
        if not STUDENT_ID.fullmatch(person.id):
            raise UserMistake(
                f"{path.name}, line {number}: {person.id!r} cannot be a student's id: "
                "letters, digits and . _ @ + - only"
            )
        people.append(person)
    for key in ("id", "github", "lms_id"):
        values = [getattr(p, key).casefold() for p in people if getattr(p, key)]
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise UserMistake(f"{path.name}: the {key} {twice[0]!r} stands there more than once")
    return people


def read_table(path: Path, needed: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """A csv file of people's making: (line, column -> text) for each line with something in it.

    Args:
        path: the file; delimiter and encoding are found out.
        needed: columns that there must be.

    Raises:
        UserMistake: a column is missing.
    """
    text = decoded(path.read_bytes())
    head = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [name.strip().casefold().replace(" ", "_") for name in next(reader, [])]
    for name in needed:
        if name not in header:
            raise UserMistake(f"{path.name} has no column {name!r}; its first line is {head!r}")
    rows = []
    for fields in reader:
        row = dict(zip(header, (field.strip() for field in fields), strict=False))
        if any(row.values()):
            rows.append((reader.line_num, row))
    return rows


def decoded(data: bytes) -> str:
    """Text in the encodings that spreadsheets write."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if data.startswith(b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def ids_are_the_same(people: list[Person], store: Path) -> None:
    """Refuse a roster in which an account has moved to another id.

    Args:
        people: the roster.
        store: the store's sqlite file, which remembers who had which account.

    Raises:
        UserMistake: an id changed; grades would be lost with it.
    """
    with closing(sqlite3.connect(store, timeout=60)) as database, database:
        database.executescript(SCHEMA)
        known = {(k, a): i for k, a, i in database.execute("SELECT kind, account, id FROM people")}
        new = []
        for person in people:
            for kind in ("github", "lms_id"):
                account = getattr(person, kind).casefold()
                before = known.get((kind, account))
                if before not in (None, person.id):
                    raise UserMistake(
                        f"{FILE}: {kind} {account} had the id {before} and now has {person.id}; "
                        "ids never change, for grades are kept under them"
                    )
                if account and before is None:
                    new.append((kind, account, person.id))
        database.executemany("INSERT INTO people (kind, account, id) VALUES (?, ?, ?)", new)
