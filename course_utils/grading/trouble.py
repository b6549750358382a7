"""What the machine refuses (a full disk, a read-only folder, a busy database), in one clear line.

Such trouble is nobody's submission's: the run stops, what is finished stays, and the next run goes
on from there.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from course_utils.errors import UserMistake

GO_ON = "what is finished is kept; run the same command again to go on"
ERRORS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EROFS: "the folder can only be read",
    errno.EACCES: "you may not write here",
    errno.EPERM: "you may not write here",
    errno.EIO: "the disk does not answer as it should",
    errno.EMFILE: "too many files are open",
}
#: What sqlite says -> what it means.
DATABASE = (
    ("disk is full", "the disk is full"),
    ("readonly", "the folder can only be read"),
    ("unable to open", "the database cannot be opened: may you write in this folder?"),
    ("locked", "another program, such as formgrader, has kept the gradebook busy for a minute"),
    ("disk I/O", "the disk is full, or does not answer as it should"),
    ("malformed", "the database is damaged; .course/backups holds copies of the gradebook"),
    ("not a database", "the file is no database; .course/backups holds copies of the gradebook"),
)


def meaning(error: BaseException) -> str | None:
    """What trouble of the machine's an exception stands for; None when it is something else."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OSError) and error.errno in ERRORS:
            file = error.filename2 or error.filename  # of a copy, where it could not be written
            where = f" ({file})" if file else ""
            return ERRORS[error.errno] + where
        if isinstance(error, sqlite3.Error | DBAPIError):
            for words, says in DATABASE:
                if words in str(error):
                    return says
        error = error.__cause__ or error.__context__
    return None


@contextmanager
def said_clearly() -> Iterator[None]:
    """Inside, the machine's troubles become a `UserMistake`."""
    try:
        yield
    except (OSError, sqlite3.Error, DBAPIError) as error:
        says = meaning(error)
        if says is None:
            raise
        raise UserMistake(f"{says}; {GO_ON}") from error
