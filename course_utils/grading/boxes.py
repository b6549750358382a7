"""Temporary folders of students' kernels, removed also when the grader was killed meanwhile.

A box is held by a lock that ends with its grader. Whoever makes the next box removes those that
nobody holds any more.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

LOCK = "held"
#: Held while boxes are made and swept, so that none is swept before its own lock is there.
DOOR = "door"


class Box:
    """A folder of the grader's own, with empty ``work`` and ``home`` in it."""

    def __init__(self):
        home = all_boxes()
        with _locked(home / DOOR, fcntl.LOCK_EX):
            sweep(home)
            self.path = Path(tempfile.mkdtemp(prefix="box-", dir=home))
            self._lock = os.open(self.path / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        for name in ("work", "home"):
            (self.path / name).mkdir()

    def remove(self) -> None:
        """Remove the folder and what is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self._lock)


def all_boxes() -> Path:
    """The folder of this user's boxes.

    Raises:
        PermissionError: somebody else made it.
    """
    folder = Path(tempfile.gettempdir()) / f"course-boxes-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to another user")
    return folder


def sweep(home: Path) -> None:
    """Remove the boxes whose graders are gone; the caller holds the door."""
    for path in home.glob("box-*"):
        # Held by its grader, or gone since it was listed: graders remove theirs without the door.
        with (
            contextlib.suppress(BlockingIOError, FileNotFoundError),
            _locked(path / LOCK, fcntl.LOCK_NB),
        ):
            shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def _locked(path: Path, how: int) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | how)
        yield
    finally:
        os.close(descriptor)
