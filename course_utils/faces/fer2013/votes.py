"""FER+ votes: ten people's answers to each row of `fer2013.csv`, from `fer2013new.csv`.

Barsoum et al. 2016 (arXiv 1608.01041). The file has no pictures; its rows are in the order of
`fer2013.csv`. Rows that the labellers called no face have an empty `Image name`.
"""

from __future__ import annotations

import csv
import io

import numpy as np

from course_utils.faces.fer2013.header import Header, open_as_latin
from course_utils.faces.fer2013.members import Member
from course_utils.faces.fer2013.rows import Rows
from course_utils.faces.fer2013.spellings import plain, usage_code
from course_utils.faces.schema import USAGES, VOTES, FacesError

_COLUMNS = tuple(plain(name) for name in VOTES)


def has_votes(header: Header) -> bool:
    """Whether a csv file has the ten columns of FER+."""
    return set(_COLUMNS) <= set(header.columns)


def read_votes(member: Member, header: Header) -> tuple[np.ndarray, np.ndarray | None]:
    """All rows of a file of votes.

    Returns:
        (n, 10) uint8 counts of answers in `VOTES` order, and (n,) uint8 positions in `USAGES`, or
        None where the file has no such column.

    Raises:
        FacesError: a count that is no whole number from 0 to 255, a row with too few fields, an
            unknown usage, no rows; with file, line and remedy.
    """
    places = [header.place(column) for column in _COLUMNS]
    usage_at = header.place("usage")
    votes, usage = [], bytearray()
    with open_as_latin(member, header) as stream:
        text = io.TextIOWrapper(stream, encoding="latin-1", newline=None)
        rows = csv.reader(text, delimiter=header.separator.decode())
        next(rows)
        for row in rows:
            if not any(field.strip() for field in row):
                continue
            where = f"{member.label}, line {rows.line_num}"
            if len(row) != len(header.columns):
                raise FacesError(
                    f"{where}: {len(row)} fields where the first line names "
                    f"{len(header.columns)}; get the file anew"
                )
            votes.append(_counts([row[place] for place in places], where))
            if usage_at is not None:
                usage.append(_usage(row[usage_at], where))
    if not votes:
        raise FacesError(f"{member.label} has no rows below its first line; get the file anew")
    usages = None if usage_at is None else np.frombuffer(usage, np.uint8).copy()
    return np.array(votes, dtype=np.uint8), usages


def join_votes(rows: Rows, faces: Member, member: Member, header: Header) -> np.ndarray:
    """(n, 10) uint8 votes for the rows of a csv file of faces, joined by the number of the row.

    Raises:
        FacesError: the two files differ in the number of their rows or in the usage of one, so
            that they do not belong together; or the votes cannot be read.
    """
    votes, usage = read_votes(member, header)
    if len(votes) != rows.total:
        raise FacesError(
            f"{member.label} has {len(votes):,} rows and {faces.label} {rows.total:,}; votes are "
            "joined row by row, so give the fer2013.csv that the votes belong to"
        )
    if usage is not None and rows.usage is not None:
        differs = np.flatnonzero(usage[rows.row] != rows.usage)
        if len(differs):
            first = differs[0]
            raise FacesError(
                f"{member.label}, row {rows.row[first] + 1} below the first line, belongs to "
                f"{USAGES[usage[rows.row[first]]]}, but to {USAGES[rows.usage[first]]} in "
                f"{faces.label}; the two files are not in the same order, get both anew"
            )
    return votes[rows.row]


def _counts(fields: list[str], where: str) -> list[int]:
    counts = []
    for name, field in zip(VOTES, fields, strict=True):
        if not (field.strip().isascii() and field.strip().isdigit() and int(field) <= 255):
            raise FacesError(
                f"{where}: {field[:20]!r} votes for {name}, it must be a whole number from 0 to "
                "255; get the file anew"
            )
        counts.append(int(field))
    return counts


def _usage(field: str, where: str) -> int:
    code = usage_code(field)
    if code is None:
        raise FacesError(
            f"{where}: usage {field[:40]!r} is unknown, it must be one of {', '.join(USAGES)}"
        )
    return code
