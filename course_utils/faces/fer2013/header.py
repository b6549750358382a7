"""The first line of a csv file: which columns it has, where, and how the file is written."""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from typing import BinaryIO

from course_utils.faces.fer2013.members import Member
from course_utils.faces.fer2013.spellings import plain
from course_utils.faces.schema import FacesError

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SEPARATORS = ",;\t"


@dataclass(frozen=True)
class Header:
    """How a csv file of faces is written.

    Attributes:
        encoding: "latin-1", which reads any byte and agrees with ASCII and UTF-8 on what matters
            here, or what a byte order mark or the zero bytes of UTF-16 tell.
        separator: the byte between two fields.
        newline: the byte that ends a line.
        columns: names of the columns in small letters, without white space and quotes.
    """

    encoding: str
    separator: bytes
    newline: bytes
    columns: tuple[str, ...]

    def place(self, column: str) -> int | None:
        """The position of `column` in a row, or None where there is no such column."""
        return self.columns.index(column) if column in self.columns else None


def encoding_of(head: bytes) -> str:
    """The encoding of a text file that begins with `head`."""
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    if head[1:2] == b"\0":
        return "utf-16-le"
    if head[:1] == b"\0":
        return "utf-16-be"
    return "latin-1"


def read_header(member: Member) -> Header | None:
    """The header of a csv file, or None where the file does not begin like a line of names.

    Raises:
        FacesError: the file lies in an archive that is damaged.
    """
    head = member.head()
    encoding = encoding_of(head)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    newline = "\n" if "\n" in text or "\r" not in text else "\r"
    line = text.split(newline)[0].rstrip("\r")
    if not line or not all(letter.isprintable() or letter == "\t" for letter in line):
        return None
    separator = max(_SEPARATORS, key=line.count)
    columns = tuple(plain(name) for name in line.split(separator))
    return Header(encoding, separator.encode(), newline.encode(), columns)


def open_as_latin(member: Member, header: Header) -> BinaryIO:
    """The bytes of a csv file as one byte a character, whatever its encoding.

    Raises:
        FacesError: when it is read: the bytes are not what the file's byte order mark promises.
    """
    stream = member.open()
    if header.encoding == "latin-1":
        return stream
    return io.BufferedReader(_AsLatin(stream, member.label, header.encoding), 1 << 16)


class _AsLatin(io.RawIOBase):
    """The stream of a text file with its characters as single bytes; others become "?"."""

    def __init__(self, stream: BinaryIO, label: str, encoding: str):
        super().__init__()
        self._stream, self._label, self._encoding = stream, label, encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        # Two bytes or more become one character, so what comes out always fits.
        text = ""
        while not text:
            block = self._stream.read(len(buffer))
            try:
                text = self._decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                raise FacesError(
                    f"{self._label} is not the {self._encoding} text that it begins as; "
                    "save it again as plain csv in UTF-8"
                ) from error
            if not block:
                break
        plain_bytes = text.encode("latin-1", "replace")
        buffer[: len(plain_bytes)] = plain_bytes
        return len(plain_bytes)

    def close(self) -> None:
        self._stream.close()
        super().close()
