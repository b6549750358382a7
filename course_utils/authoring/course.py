"""Where the parts of a course stand on disk, and what of them students can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_utils.errors import UserMistake
from course_utils.grading.shipment import PACKAGE, shipped_files

# What of the package is written by people; the rest are weights and pictures.
_WRITTEN = (".html", ".js", ".json", ".md", ".py")


@dataclass(frozen=True)
class Course:
    """A course folder and the packages that hold its tests.

    The two packages and the shipped folder are fields so that a small made-up course can stand
    in for ours in the tests.
    """

    root: Path
    hidden: str = "course_utils.hidden"
    checks: str = "course_utils.checks"
    package: Path = PACKAGE

    @property
    def curriculum(self) -> Path:
        """The folder that authors write in."""
        return self.root / "curriculum"

    @property
    def source(self) -> Path:
        """The solved notebooks, made from the curriculum."""
        return self.root / "source"

    @property
    def release(self) -> Path:
        """The students' notebooks, made from the source notebooks."""
        return self.root / "release"

    def assignments(self) -> list[str]:
        """The assignments' names, in their order."""
        return [folder.name for folder in sorted(self.curriculum.iterdir()) if _is_shown(folder)]

    def scripts(self, assignment: str) -> list[Path]:
        """The authors' notebooks of one assignment."""
        return sorted((self.curriculum / assignment).glob("*.py"))

    def shipped_files(self, assignment: str) -> list[Path]:
        """The files that students get beside the notebooks of one assignment."""
        folder = self.curriculum / assignment / "files"
        return [path for path in sorted(folder.rglob("*")) if path.is_file() and wanted(path)]

    def shipped_texts(self) -> dict[str, str]:
        """Everything readable that students get beside the notebooks, by path."""
        files = [
            path for assignment in self.assignments() for path in self.shipped_files(assignment)
        ]
        texts = {self.relative(path): _read_text(path) for path in files}
        for name in shipped_files(self.package):
            if name.suffix in _WRITTEN:
                texts[f"{self.package.name}/{name.as_posix()}"] = _read_text(self.package / name)
        return texts

    def hidden_tests(self) -> Mapping[str, Sequence[Any]]:
        """The hidden tests of each exercise."""
        return _load_tests(self.hidden)

    def visible_checks(self) -> Mapping[str, Sequence[Any]]:
        """The visible checks of each exercise."""
        return _load_tests(self.checks)

    def relative(self, path: Path) -> str:
        """A path as the author reads it: from the course folder, with forward slashes."""
        return path.relative_to(self.root).as_posix()


def find_course(start: Path | None = None) -> Course:
    """The course around a folder (by default the current one).

    Raises:
        UserMistake: neither the folder nor any above it has a `curriculum` folder.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "curriculum").is_dir():
            return Course(folder)
    raise UserMistake(
        f"no curriculum/ in {start} or above it; change into the course folder and run this again"
    )


def wanted(path: Path) -> bool:
    """Whether a file belongs to a course, and not to a tool that once ran in its folder."""
    return path.suffix != ".pyc" and not {".ipynb_checkpoints", "__pycache__"} & set(path.parts)


def _is_shown(folder: Path) -> bool:
    return folder.is_dir() and not folder.name.startswith((".", "_"))


def _read_text(path: Path) -> str:
    # Images and tables of numbers hold no line of Python to search for.
    return path.read_bytes().decode("utf-8", errors="ignore")


def _load_tests(package: str) -> Mapping[str, Sequence[Any]]:
    # Late, because the tests import their oracles: reading a notebook must not wait for them.
    from course_utils.exercises.registry import load_tests

    return load_tests(package)
