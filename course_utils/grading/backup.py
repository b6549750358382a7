"""Copies of the gradebook, made before a run writes to it."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

#: How many copies are kept.
KEPT = 20
NAME = re.compile(r"gradebook-(\d{6})\.db")


def back_up(gradebook: Path, folder: Path, keep: int = KEPT) -> Path | None:
    """Copy the gradebook while others may be using it.

    Copies are numbered, not dated: a clock may be set back.

    Args:
        gradebook: nbgrader's sqlite file.
        folder: where the copies are.
        keep: how many of the newest stay.

    Returns:
        The new copy; None when there is nothing to copy or nothing has changed since the last.

    Raises:
        OSError: the copy cannot be written.
        sqlite3.Error: the gradebook cannot be read, or the copy cannot be written.
    """
    if not gradebook.is_file():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("making-*"):
        left.unlink()  # by a run that was killed; the caller sees to it that only one runs
    there = copies(folder)
    number = int(NAME.fullmatch(there[-1].name)[1]) + 1 if there else 1
    making = folder / f"making-{os.getpid()}"
    try:
        with closing(sqlite3.connect(gradebook, timeout=60)) as source:
            with closing(sqlite3.connect(making)) as target:
                source.backup(target)
        if there and there[-1].read_bytes() == making.read_bytes():
            return None
        finished = folder / f"gradebook-{number:06}.db"
        os.replace(making, finished)  # whole or not at all
    finally:
        making.unlink(missing_ok=True)
    for old in copies(folder)[:-keep]:
        old.unlink()
    return finished


def copies(folder: Path) -> list[Path]:
    """The copies, oldest first."""
    return sorted(path for path in folder.glob("gradebook-*.db") if NAME.fullmatch(path.name))
