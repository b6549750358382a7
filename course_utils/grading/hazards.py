"""What in a submission's folder must not be copied or opened: looked for before anything else is.

nbgrader copies a submission with what its links point to. A link to the solved notebook would earn
full marks, one to the gradebook would land in the student's own folder, one to a device would
never end.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

#: A folder with more than this is no homework: files, bytes in all, folders within folders.
MOST_FILES = 10_000
MOST_BYTES = 1024 * 1024 * 1024
DEEPEST = 32
#: nbgrader looks for folders by pattern: an id such as ``*`` would mean everybody.
STUDENT_ID = re.compile(r"\w[\w.@+ -]{0,127}")


def hazard(folder: Path) -> str | None:
    """Why nothing in `folder` may be touched, or None.

    Args:
        folder: ``submitted/<student>/<assignment>``.
    """
    student = folder.parent.name
    if not STUDENT_ID.fullmatch(student):
        return (
            "the name of its folder is no student id (letters, digits and . _ @ + - only); "
            "rename the folder"
        )
    for own in (folder, folder.parent):
        if own.is_symlink():
            return f"{shown(own.name)} is a link, not a folder"
    if not folder.is_dir():
        return f"{shown(folder.name)} is a file; it must be a folder with the notebook in it"
    files = size = 0
    for place, folders, names in os.walk(folder):
        if len(Path(place).relative_to(folder).parts) > DEEPEST:
            return f"its folders are nested more than {DEEPEST} deep"
        for name in (*folders, *names):
            path = os.path.join(place, name)
            status = os.lstat(path)
            inside = shown(os.path.relpath(path, folder))
            if stat.S_ISLNK(status.st_mode):
                return f"{inside} is a link; hand in the file itself"
            if stat.S_ISDIR(status.st_mode):
                continue
            if not stat.S_ISREG(status.st_mode):
                return f"{inside} is no ordinary file"
            files, size = files + 1, size + status.st_size
            if files > MOST_FILES or size > MOST_BYTES:
                return f"it holds more than {MOST_FILES:,} files or {MOST_BYTES:,} bytes"
    return None


def shown(name: str) -> str:
    """A file's name as it can be printed anywhere."""
    text = "".join(c if c.isprintable() and c not in "[]" else "?" for c in name)
    return text[:200]
