"""Zip, tar and gz, opened without trusting them.

Nothing is unpacked into a folder: members are read as streams. A tar inside a gz, or an archive
inside an archive, is first unpacked into a nameless temporary file that goes away with it. Every
byte that comes out is counted, so that an archive made to fill a disk stops at a limit.
"""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import PurePosixPath, PureWindowsPath
from typing import BinaryIO

from course_utils.faces.fer2013.members import MOST_MEMBERS, Member, is_visible, read_exactly
from course_utils.faces.schema import FacesError

#: No more than this comes out of one file of an archive: 4 GiB, thirteen times FER2013's csv.
MOST_BYTES = 4 << 30
#: A real csv of faces shrinks to a third; one that shrinks to less than a hundredth is a trap.
MOST_GROWTH = 100
#: Below this many bytes growth is not looked at, as small files of blank pictures shrink a lot.
SMALL = 64 << 20

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_UNREAD_FORMATS = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "rar",
    b"\xfd7zXZ\x00": "xz",
    b"BZh": "bz2",
}
_DAMAGE = (EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError, gzip.BadGzipFile)


def is_archive(head: bytes) -> bool:
    """Whether a file that begins with `head` (512 bytes or more) is an archive of any kind."""
    return head.startswith((_GZIP, _ZIP, *_UNREAD_FORMATS)) or _is_tar(head)


def contents(archive: Member, stack: ExitStack) -> list[Member]:
    """The visible files in `archive`, in the order of their names.

    Args:
        archive: a member whose first bytes are those of an archive.
        stack: closes what has to stay open while the members are read.

    Raises:
        FacesError: damaged, encrypted or of an unknown kind; a member that climbs out of the
            archive or is a link; one that unpacks without end (then, or when it is read).
    """
    head = archive.head(512)
    for magic, kind in _UNREAD_FORMATS.items():
        if head.startswith(magic):
            raise FacesError(f"{archive.label} is a {kind} archive; unpack it and give the folder")
    try:
        if head.startswith(_ZIP):
            members = _zip_members(archive, stack)
        elif head.startswith(_GZIP):
            members = _gzip_members(archive, stack)
        else:
            members = _tar_members(archive, seekable(archive, stack), stack)
    except _DAMAGE as error:
        raise _damaged(archive.label) from error
    if len(members) > MOST_MEMBERS:
        raise FacesError(
            f"{archive.label} holds more than {MOST_MEMBERS:,} files; no face set does"
        )
    return sorted(members, key=lambda member: member.name)


class _Counted(io.RawIOBase):
    """A stream out of an archive that stops at the limits and names its file when it is damaged."""

    def __init__(self, stream: BinaryIO, label: str, packed: int):
        super().__init__()
        self._stream, self._label = stream, label
        self._limit = min(MOST_BYTES, max(SMALL, packed * MOST_GROWTH))
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        try:
            count = self._stream.readinto(buffer)
        except _DAMAGE as error:
            raise _damaged(self._label) from error
        self._count += count
        if self._count > self._limit:
            raise FacesError(
                f"{self._label} unpacks to more than {self._limit:,} bytes, which no face set does;"
                " it was not read any further, get the file anew from where it is published"
            )
        return count

    def close(self) -> None:
        self._stream.close()
        super().close()


def _damaged(label: str) -> FacesError:
    return FacesError(f"{label} is damaged or was cut short; get the file anew")


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def seekable(member: Member, stack: ExitStack) -> BinaryIO:
    """A seekable stream of a member's bytes, open until `stack` closes.

    Raises:
        FacesError: the member lies in an archive that is damaged or unpacks without end.
    """
    if member.path is not None:
        return stack.enter_context(member.path.open("rb"))
    with member.open() as stream:
        return _to_temporary_file(stream, stack)


def _to_temporary_file(stream: BinaryIO, stack: ExitStack) -> BinaryIO:
    copy = stack.enter_context(tempfile.TemporaryFile())
    while block := stream.read(1 << 20):
        copy.write(block)
    copy.seek(0)
    return copy


def _checked_name(name: str, archive: Member, *, is_link: bool) -> str:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or PureWindowsPath(name).drive:
        raise FacesError(
            f"{archive.label} was refused: its member {name!r} points outside the archive; "
            "get the file anew from where it is published"
        )
    if is_link:
        raise FacesError(
            f"{archive.label} was refused: its member {name!r} is a link, not a file; "
            "pack the files themselves"
        )
    return path.as_posix()


def _zip_members(archive: Member, stack: ExitStack) -> list[Member]:
    pack = stack.enter_context(zipfile.ZipFile(seekable(archive, stack)))
    members = []
    for info in pack.infolist():
        if info.is_dir():
            continue
        is_link = stat.S_ISLNK(info.external_attr >> 16)
        name = _checked_name(info.filename, archive, is_link=is_link)
        if info.flag_bits & 1:
            raise FacesError(f"{archive.label} is encrypted; unpack it and give the folder")
        if is_visible(name):
            opener = _counted(lambda info=info: pack.open(info), archive, name, info.compress_size)
            members.append(_member(archive, name, info.compress_size, opener))
    return members


def _gzip_members(archive: Member, stack: ExitStack) -> list[Member]:
    inner = PurePosixPath(archive.name).name
    inner = inner[:-3] if inner.lower().endswith(".gz") else inner
    packed = archive.size
    stored = seekable(archive, stack)

    def from_the_start() -> BinaryIO:
        stored.seek(0)
        return gzip.GzipFile(fileobj=stored)

    opener = _counted(from_the_start, archive, inner, packed)
    with opener() as stream:
        if not _is_tar(read_exactly(stream, 512)):
            return [_member(archive, inner, packed, opener)]
    with opener() as stream:
        return _tar_members(archive, _to_temporary_file(stream, stack), stack)


def _tar_members(archive: Member, stream: BinaryIO, stack: ExitStack) -> list[Member]:
    pack = stack.enter_context(tarfile.open(fileobj=stream, mode="r:"))
    members = []
    for info in pack:
        name = _checked_name(info.name, archive, is_link=info.islnk() or info.issym())
        if info.isfile() and is_visible(name):
            opener = _counted(lambda info=info: pack.extractfile(info), archive, name, info.size)
            members.append(_member(archive, name, info.size, opener))
    return members


def _counted(
    opener: Callable[[], BinaryIO], archive: Member, name: str, packed: int
) -> Callable[[], BinaryIO]:
    label = f"{archive.label}/{name}"

    def open_counted() -> BinaryIO:
        try:
            stream = opener()
        except (*_DAMAGE, NotImplementedError) as error:
            raise _damaged(label) from error
        return io.BufferedReader(_Counted(stream, label, packed), 1 << 16)

    return open_counted


def _member(archive: Member, name: str, size: int, opener: Callable[[], BinaryIO]) -> Member:
    return Member(name, f"{archive.label}/{name}", size, opener)
