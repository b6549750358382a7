"""What has to hold before nbgrader's autograder starts, and before it copies a submission.

nbgrader has no place for it: its hooks run too late, and an exception in one is only logged. So two
methods of its `Autograde` are wrapped. Both ways of grading come through here, `nbgrader
autograde` and `course grade`.
"""

from __future__ import annotations

from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from course_utils.errors import UserMistake
from course_utils.grading import isolation
from course_utils.grading.hazards import hazard


def install() -> None:
    """Wrap nbgrader's methods, once."""
    if Autograde.start is not _start:
        Autograde.start, Autograde.init_assignment = _start, _init_assignment


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
