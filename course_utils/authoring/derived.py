"""Which files should stand in `source/` and `release/`, what stands there, and making them agree.

Nothing is deleted or overwritten here that we did not make ourselves: a notebook of ours carries
the digest of the cells that it was made with, and every other file must be one that the
curriculum still has.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course_utils.authoring.course import Course, wanted
from course_utils.authoring.edited import describe_edits
from course_utils.authoring.notebook import digest, made_from, make_source, write_notebook
from course_utils.authoring.release import make_release
from course_utils.authoring.script import Script, read_script
from course_utils.errors import UserMistake


@dataclass(frozen=True)
class Pair:
    """One notebook of the course in its two forms."""

    script: Script
    source: NotebookNode
    release: NotebookNode


@dataclass(frozen=True)
class Difference:
    """A derived file that is not as it should be."""

    path: Path
    content: bytes | None
    """What should stand there; `None` for a file that should not."""

    @property
    def problem(self) -> str:
        """What is wrong, in two words."""
        if self.content is None:
            return "left over"
        return "out of date" if self.path.exists() else "not made"


def read_scripts(course: Course) -> list[Script]:
    """Every author's notebook of the course.

    Raises:
        UserMistake: a script is not text, or its cells cannot be told apart.
    """
    scripts = []
    for assignment in course.assignments():
        for path in course.scripts(assignment):
            place = course.relative(path)
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError as error:
                raise UserMistake(f"{place}: not UTF-8 text ({error}); save it as UTF-8") from error
            scripts.append(read_script(text, place))
    return scripts


def make_pair(script: Script) -> Pair:
    """Both notebooks of a script without mistakes."""
    source = make_source(script)
    return Pair(script, source, make_release(source, script))


def derived_files(
    course: Course, assignments: Iterable[str], pairs: Iterable[Pair]
) -> dict[Path, bytes]:
    """What should stand in `source/` and `release/` for these assignments, byte for byte.

    Raises:
        UserMistake: a shipped file has the name of a notebook.
    """
    files = {}
    for pair in pairs:
        name = Path(pair.script.assignment, f"{pair.script.notebook}.ipynb")
        files[course.source / name] = write_notebook(pair.source).encode()
        files[course.release / name] = write_notebook(pair.release).encode()
    for assignment in assignments:
        for path in course.shipped_files(assignment):
            name = path.relative_to(course.curriculum / assignment / "files")
            for room in (course.source, course.release):
                if room / assignment / name in files:
                    raise UserMistake(
                        f"{course.relative(path)}: would take the place of the notebook "
                        f"{name}; rename it"
                    )
                files[room / assignment / name] = path.read_bytes()
    return files


def find_differences(
    course: Course, files: dict[Path, bytes], assignments: Collection[str]
) -> list[Difference]:
    """The derived files to write or remove, in the order of their paths."""
    differences = [
        Difference(path, content)
        for path, content in files.items()
        if not path.is_file() or path.read_bytes() != content
    ]
    differences += [
        Difference(path, None)
        for path in _present(course, assignments)
        if path not in files and _is_ours(path)
    ]
    return sorted(differences, key=lambda difference: difference.path)


def find_strangers(
    course: Course, files: dict[Path, bytes], assignments: Collection[str]
) -> list[Path]:
    """Files beside the derived ones that we did not make; nbgrader would publish them."""
    return [
        path for path in _present(course, assignments) if path not in files and not _is_ours(path)
    ]


def find_edits(
    course: Course, pairs: Sequence[Pair], assignments: Collection[str]
) -> dict[Path, str]:
    """Source notebooks that somebody changed by hand, each with the changes to show."""
    made = {
        course.source / pair.script.assignment / f"{pair.script.notebook}.ipynb": pair
        for pair in pairs
    }
    edits = {}
    for path in _present(course, assignments):
        if path.suffix != ".ipynb" or not path.is_relative_to(course.source):
            continue
        notebook = read_notebook(path)
        if notebook is None:
            if path in made:
                edits[path] = "This file is no notebook any more.\n"
        elif made_from(notebook) == digest(notebook):
            continue
        elif path in made and digest(notebook) == digest(made[path].source):
            # The curriculum has the same change by now.
            continue
        elif path in made:
            edits[path] = describe_edits(notebook, made[path].source, made[path].script)
        elif made_from(notebook) is not None:
            edits[path] = "The curriculum has no script for this notebook any more.\n"
    return edits


def mend(differences: Iterable[Difference], course: Course) -> None:
    """Write what is missing or out of date, remove what is left over."""
    for difference in differences:
        path = difference.path
        if difference.content is None:
            path.unlink()
            _remove_empty(path.parent, course)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Never half a notebook, even if the machine stops here.
            part = path.with_name(f".{path.name}.part")
            part.write_bytes(difference.content)
            os.replace(part, path)


def read_notebook(path: Path) -> NotebookNode | None:
    """A notebook from disk; `None` if the file is none."""
    try:
        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        nbformat.validate(notebook)
    except (ValueError, KeyError, AttributeError, nbformat.ValidationError):
        return None
    return notebook


def _present(course: Course, assignments: Collection[str]) -> list[Path]:
    return [
        path
        for room in (course.source, course.release)
        for assignment in sorted(assignments)
        for path in sorted((room / assignment).rglob("*"))
        if path.is_file() and wanted(path)
    ]


def _is_ours(path: Path) -> bool:
    if path.suffix != ".ipynb":
        return False
    notebook = read_notebook(path)
    return notebook is not None and made_from(notebook) is not None


def _remove_empty(folder: Path, course: Course) -> None:
    while folder not in (course.source, course.release) and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
