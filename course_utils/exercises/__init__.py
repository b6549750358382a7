"""Exercises: how a test speaks to a student's code, and what a student may call.

Knows nothing about any exercise, and nothing of grading. A student needs `check` and `hint`; the
author of a test needs `tests`, `expect`, and the functions over a `student`.
"""

from course_utils.exercises.check import check, hint
from course_utils.exercises.registry import tests
from course_utils.exercises.student import (
    LocalStudent,
    RemoteStudent,
    Student,
    describe,
    files_of,
    made,
    read,
    report,
    source_of,
)

__all__ = [
    "LocalStudent",
    "RemoteStudent",
    "Student",
    "check",
    "describe",
    "files_of",
    "hint",
    "made",
    "read",
    "report",
    "source_of",
    "tests",
]
