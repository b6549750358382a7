"""What has to hold before nbgrader's autograder starts, and before it copies a submission.

nbgrader has no place for it: its hooks run too late, and an exception in one is only logged. So
three of its methods are wrapped. Both ways of grading come through here, `nbgrader
autograde` and `course grade`.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from course_utils.errors import UserMistake
from course_utils.grading import isolation
from course_utils.grading.hazards import hazard
from course_utils.grading.intake import NO_DATE, TIMESTAMP, is_time


def install() -> None:
    """Wrap nbgrader's methods, once."""
    if Autograde.start is not _start:
        Autograde.start, Autograde.init_assignment = _start, _init_assignment
        CourseDirectory.get_existing_timestamp = _existing_timestamp


_plain_existing_timestamp = CourseDirectory.get_existing_timestamp
_plain_start, _plain_init_assignment = Autograde.start, Autograde.init_assignment


def _start(self: Autograde) -> None:
    try:
        isolation.launcher()
    except UserMistake as mistake:
        self.log.error(str(mistake))
        raise NbGraderException(str(mistake)) from None
    if isolation.is_off():
        self.log.warning(isolation.WARNING)
    _plain_start(self)


def _init_assignment(self: Autograde, assignment_id: str, student_id: str) -> None:
    folder = Path(self.coursedir.root) / self._format_source(assignment_id, student_id)
    problem = hazard(folder)
    if problem is not None:
        raise NbGraderException(f"{folder} is set aside: {problem}")
    _plain_init_assignment(self, assignment_id, student_id)


def _existing_timestamp(self: CourseDirectory, folder: str) -> datetime | None:
    # nbgrader would stop at words that are no date.
    if (Path(folder) / TIMESTAMP).exists() and not is_time(Path(folder) / TIMESTAMP):
        self.log.warning("%s: %s", folder, NO_DATE)
        return None
    return _plain_existing_timestamp(self, folder)
