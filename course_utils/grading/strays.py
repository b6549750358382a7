"""Notebooks in `submitted/` that no assignment asks for: nobody's work may stay there unseen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from course_utils.grading.course import Course
from course_utils.grading.hazards import shown

#: What a person may have meant to hand in.
ENDINGS = (".ipynb", ".zip")


def strays(course: Course) -> list[str]:
    """One sentence for each file or folder of `submitted/` that grading passes by.

    Args:
        course: the course folder.
    """
    folder = course.root / "submitted"
    names = {assignment.name for assignment in course.assignments}
    wanted = f"submitted/<student>/<{'|'.join(sorted(names))}>/"
    return [
        f"{shown(str(path.relative_to(course.root)))} is graded by nobody: "
        f"notebooks belong into {wanted}"
        for path in _passed_by(folder, names)
        if _holds_work(path)
    ]


def _passed_by(folder: Path, names: set[str]) -> Iterator[Path]:
    for student in sorted(folder.iterdir()) if folder.is_dir() else ():
        if student.is_dir() and not student.is_symlink():
            yield from (path for path in sorted(student.iterdir()) if path.name not in names)
        else:
            yield student


def _holds_work(path: Path) -> bool:
    if path.is_symlink() or not path.is_dir():
        return path.suffix.lower() in ENDINGS
    return any(name.lower().endswith(ENDINGS) for _, _, files in os.walk(path) for name in files)
