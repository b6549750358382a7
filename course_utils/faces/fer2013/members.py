"""Files by name and opener, whether they lie in a folder, in an archive or alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from course_utils.faces.schema import FacesError

#: More files than this are no face set: FER2013 as pictures has 35,887.
MOST_MEMBERS = 500_000
_NOBODYS_FILES = {"thumbs.db", "desktop.ini", "__macosx"}


@dataclass(frozen=True)
class Member:
    """One file that can be opened for reading bytes.

    Attributes:
        name: path inside its folder or archive, with "/" between the parts.
        label: what to call it in messages, archive included.
        size: bytes that it takes, compressed where it is compressed.
        open: gives a new binary stream; it may not be seekable.
        path: the file itself where it lies plainly on the disk, else None.
    """

    name: str
    label: str
    size: int
    open: Callable[[], BinaryIO]
    path: Path | None = None

    @property
    def suffix(self) -> str:
        """The end of the name after its last dot, in small letters, with the dot."""
        return PurePosixPath(self.name).suffix.lower()

    def head(self, count: int = 4096) -> bytes:
        """The first `count` bytes, or all where there are fewer."""
        with self.open() as stream:
            return read_exactly(stream, count)


def read_exactly(stream: BinaryIO, count: int) -> bytes:
    """`count` bytes of a stream that may give them in pieces; fewer only at its end."""
    pieces = []
    while count and (piece := stream.read(count)):
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)


def is_visible(name: str) -> bool:
    """Whether no part of a member's name is hidden or left behind by a file manager."""
    parts = PurePosixPath(name).parts
    return not any(part.startswith(".") or part.lower() in _NOBODYS_FILES for part in parts)


def one_file(path: Path) -> Member:
    """A file on the disk as a member."""
    return Member(path.name, str(path), path.stat().st_size, lambda: path.open("rb"), path)


def in_folder(folder: Path) -> list[Member]:
    """The visible files below `folder`, in the order of their names; linked folders are left out.

    Raises:
        FacesError: there are more than `MOST_MEMBERS` files.
    """
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if is_visible(name))
        for name in filter(is_visible, names):
            path = Path(place, name)
            if path.is_file():
                relative = path.relative_to(folder).as_posix()
                found.append(Member(relative, str(path), path.stat().st_size, _opener(path), path))
        if len(found) > MOST_MEMBERS:
            raise FacesError(
                f"{folder} holds more than {MOST_MEMBERS:,} files; "
                "name the folder or the file that holds FER2013 itself"
            )
    return sorted(found, key=lambda member: member.name)


def _opener(path: Path) -> Callable[[], BinaryIO]:
    return lambda: path.open("rb")
