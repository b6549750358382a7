"""Rows of a csv file of faces: text to arrays, and a clear word about every row that is not one.

A file is read in blocks of whole lines, so that 300 MB of text never stand in memory at once.
A block in which all is well goes through `digits.gray_levels` in one piece; only a block in which
something is wrong is looked at row by row, to say what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from course_utils.faces.fer2013.digits import gray_levels
from course_utils.faces.fer2013.header import Header, open_as_latin
from course_utils.faces.fer2013.members import Member, read_exactly
from course_utils.faces.fer2013.spellings import emotion_code, usage_code
from course_utils.faces.schema import EMOTIONS, SIZE, USAGES, FacesError

#: How many rows `fer2013.csv` has.
FER2013_ROWS = 35_887
#: A file in which more than this share of the rows is wrong is refused.
TOLERATED = 0.01
_LEVELS = SIZE * SIZE
_BLOCK = 1 << 18
_LONGEST_LINE = 1 << 20
_EDGES = b' \t\r"'

Progress = Callable[[float], None]


@dataclass(frozen=True)
class Rows:
    """What a csv file holds.

    Attributes:
        pixels: (n, 48, 48) uint8 gray levels.
        emotion: (n,) uint8, position in `EMOTIONS`; None where the file has no such column.
        usage: (n,) uint8, position in `USAGES`; None where the file has no such column.
        row: (n,) int64, the position of each picture among the file's rows, from 0; a row that
            was skipped leaves a gap.
        total: how many rows the file has, skipped ones included.
        skipped: one sentence about the rows that were left out; empty where none was.
    """

    pixels: np.ndarray
    emotion: np.ndarray | None
    usage: np.ndarray | None
    row: np.ndarray
    total: int
    skipped: tuple[str, ...]


@dataclass(frozen=True)
class _Fault:
    line: int
    reason: str


class _BadRowError(Exception):
    """Why a row is not a face."""


def read_rows(member: Member, header: Header, progress: Progress | None = None) -> Rows:
    """All faces of a csv file that has a column `pixels`.

    One wrong row in a hundred is left out and reported, as a person would want to go on; more
    are refused, and so is a file that ends in the middle of a row.

    Raises:
        FacesError: no rows, too many wrong ones, cut short, damaged; with file, line and remedy.
    """
    reader = _Reader(member.label, header)
    for lines, first_line, is_complete in _blocks(member, header):
        reader.read(lines, first_line, is_complete)
        if progress:
            # FER2013's own length is the yardstick, as the length of a packed file is not known.
            progress(min(1, reader.total / FER2013_ROWS))
    return reader.rows()


def _blocks(member: Member, header: Header) -> Iterator[tuple[list[bytes], int, bool]]:
    """Blocks of lines after the first one.

    Gives the lines without their ends, the number of the first (the header is line 1), and
    whether the last one had its end.
    """
    rest, line = b"", 1
    with open_as_latin(member, header) as stream:
        while block := read_exactly(stream, _BLOCK):
            *lines, rest = (rest + block).split(header.newline)
            if len(rest) > _LONGEST_LINE:
                raise FacesError(
                    f"{member.label}, line {line + len(lines)}: more than {_LONGEST_LINE:,} bytes "
                    "without an end; this is no csv file of faces, get it anew"
                )
            skip_header = line == 1 and bool(lines)
            yield lines[skip_header:], line + skip_header, True
            line += len(lines)
    if rest.strip() and line > 1:
        yield [rest], line, False


class _Reader:
    """Collects rows and faults from blocks of lines; `total` counts both."""

    def __init__(self, label: str, header: Header):
        self._label, self._header = label, header
        self._pixels_at = header.place("pixels")
        self._emotion_at = header.place("emotion")
        self._usage_at = header.place("usage")
        self._pixels: list[np.ndarray] = []
        self._emotion, self._usage, self._row = bytearray(), bytearray(), []
        self._faults: list[_Fault] = []
        self._codes: dict[tuple[str, bytes], int] = {}
        self.total = 0

    def read(self, lines: list[bytes], first_line: int, is_complete: bool) -> None:
        """Add the faces of `lines`; the last may lack its end (`is_complete` is then False)."""
        kept, texts = [], []
        for line_number, line in enumerate(lines, first_line):
            if not line or line.isspace():
                continue
            try:
                row = self._fields(line)
            except _BadRowError as error:
                self._add_fault(line_number, line, str(error), is_complete)
            else:
                kept.append((line_number, self.total, line, *row))
                texts.append(row[0])
            self.total += 1
        levels = gray_levels(texts, _LEVELS)
        if levels is None:
            kept, levels = self._one_by_one(kept, is_complete)
        if kept:
            self._pixels.append(levels)
        for _, row, _, _, emotion, usage in kept:
            self._row.append(row)
            self._emotion.append(emotion)
            self._usage.append(usage)

    def rows(self) -> Rows:
        """All that was read; raises where it is too little or too bad."""
        if not self.total:
            raise FacesError(f"{self._label} has no rows below its first line; get the file anew")
        if len(self._faults) > TOLERATED * self.total:
            first = self._faults[0]
            others = f"; {len(self._faults)} of {self.total:,} rows are wrong"
            raise FacesError(
                f"{self._label}, line {first.line}: {first.reason}"
                f"{others if len(self._faults) > 1 else ''}; mend the row or get the file anew"
            )
        return Rows(
            pixels=np.concatenate(self._pixels).reshape(-1, SIZE, SIZE),
            emotion=self._codes_or_none(self._emotion, self._emotion_at),
            usage=self._codes_or_none(self._usage, self._usage_at),
            row=np.array(self._row),
            total=self.total,
            skipped=self._report(),
        )

    def _fields(self, line: bytes) -> tuple[bytes, int, int]:
        """The text of the pixels and the two codes; 0 for a column that the file has not."""
        fields = line.split(self._header.separator)
        if len(fields) != len(self._header.columns):
            raise _BadRowError(
                f"{len(fields)} fields where the first line names {len(self._header.columns)}"
            )
        emotion = usage = 0
        if self._emotion_at is not None:
            emotion = self._code(fields[self._emotion_at], emotion_code, "label", EMOTIONS)
        if self._usage_at is not None:
            usage = self._code(fields[self._usage_at], usage_code, "usage", USAGES)
        return fields[self._pixels_at].strip(_EDGES), emotion, usage

    def _code(self, field: bytes, code_of, what: str, names: tuple[str, ...]) -> int:
        if (what, field) not in self._codes:
            word = field.decode("latin-1")
            code = code_of(word)
            if code is None:
                raise _BadRowError(
                    f"{what} {word.strip()[:40]!r} is unknown, it must be one of {_known(names)}"
                )
            self._codes[what, field] = code
        return self._codes[what, field]

    def _one_by_one(self, kept: list, is_complete: bool) -> tuple[list, np.ndarray | None]:
        good, levels = [], []
        for entry in kept:
            line_number, _, line, text, _, _ = entry
            try:
                levels.append(_levels_of_row(text))
                good.append(entry)
            except _BadRowError as error:
                self._add_fault(line_number, line, str(error), is_complete)
        return good, np.concatenate(levels) if levels else None

    def _add_fault(self, line_number: int, line: bytes, reason: str, is_complete: bool) -> None:
        if not is_complete:
            raise FacesError(
                f"{self._label}, line {line_number}: the file ends in the middle of this row "
                f"({reason}); it was cut short, get it anew"
            )
        self._faults.append(_Fault(line_number, reason))

    def _codes_or_none(self, codes: bytearray, place: int | None) -> np.ndarray | None:
        return None if place is None else np.frombuffer(codes, np.uint8).copy()

    def _report(self) -> tuple[str, ...]:
        if not self._faults:
            return ()
        first = min(self._faults, key=lambda fault: fault.line)
        count = len(self._faults)
        rows = "1 row was" if count == 1 else f"{count} rows were"
        return (f"{self._label}: {rows} left out; the first is line {first.line}: {first.reason}",)


def _known(names: tuple[str, ...]) -> str:
    if names is EMOTIONS:
        return ", ".join(f"{code} {name}" for code, name in enumerate(names))
    return ", ".join(names)


def _levels_of_row(text: bytes) -> np.ndarray:
    """(1, 2304) uint8 gray levels of one row, written with any white space between them."""
    numbers = text.split()
    levels = gray_levels([b" ".join(numbers)], _LEVELS)
    if levels is not None:
        return levels
    for place, number in enumerate(numbers, 1):
        if not re.fullmatch(rb"\d{1,3}", number) or int(number) > 255:
            word = number[:20].decode("latin-1")
            raise _BadRowError(
                f"pixel {place} is {word!r}, it must be a whole number from 0 to 255"
            )
    raise _BadRowError(f"{len(numbers)} pixels, there must be {_LEVELS} ({SIZE} x {SIZE})")
