"""`course export`: what students get, and nothing else.

The release notebooks, `course_utils` without the instructor's rooms, and what installs it. The
folder can be a template repository: what an earlier export wrote is replaced, the rest is left.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path
from typing import Annotated

import typer

from course_utils.authoring.course import Course, find_course, wanted
from course_utils.errors import UserMistake
from course_utils.grading.shipment import copy_shipment

#: Lists what an export wrote, so that the next one can replace it.
MARKER = ".course-export.json"
#: Files of the course folder that students get as they are.
AS_THEY_ARE = ("environment.yml", "LICENSE")


def register(app: typer.Typer) -> None:
    """Add `export` to the application."""
    app.command("export")(export_command)


def export_command(
    folder: Annotated[Path, typer.Argument(help="New, empty, or from an earlier export.")],
) -> None:
    """Write what students get into a folder."""
    written = export(find_course(), folder)
    print(f"{len(written)} files in {folder}; students install it with: pip install .")


def export(course: Course, folder: Path) -> list[str]:
    """Write the shipment.

    Args:
        course: the course.
        folder: where to.

    Returns:
        The paths written, relative to `folder`, sorted.

    Raises:
        UserMistake: `folder` holds something that is not from an earlier export, or nothing is
            released yet.
    """
    marker = folder / MARKER
    if folder.exists() and not folder.is_dir():
        raise UserMistake(f"{folder} is a file; name a folder")
    others = [p.name for p in folder.iterdir() if p.name != ".git"] if folder.is_dir() else []
    if others and not marker.is_file():
        raise UserMistake(f"{folder} holds other things ({others[0]}, …); name a new folder")
    notebooks = sorted(course.release.glob("*/*.ipynb"))
    if not notebooks:
        raise UserMistake("release/ is empty; run `course release` first")
    earlier = json.loads(marker.read_text()) if marker.is_file() else []
    folder.mkdir(parents=True, exist_ok=True)
    copy_shipment(folder, course.package)
    for path in sorted(course.release.rglob("*")):
        if path.is_file() and wanted(path) and path.name != "README.md":
            target = folder / path.relative_to(course.release)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    for name in AS_THEY_ARE:
        shutil.copyfile(course.root / name, folder / name)
    _write(folder / "pyproject.toml", student_pyproject(course.root / "pyproject.toml"))
    _write(folder / "README.md", (course.root / "docs" / "for-students.md").read_text("utf-8"))
    written = _new_files(course, folder)
    for name in sorted(set(earlier) - set(written)):
        (folder / name).unlink(missing_ok=True)
    _write(marker, json.dumps(written, indent=1) + "\n")
    return written


def student_pyproject(path: Path) -> str:
    """The students' `pyproject.toml`: the same package without what grading and authoring need."""
    content = tomllib.loads(path.read_text("utf-8"))
    project = content["project"]
    lines = [
        "[build-system]",
        f"requires = {json.dumps(content['build-system']['requires'])}",
        f"build-backend = {json.dumps(content['build-system']['build-backend'])}",
        "",
        "[project]",
        *(
            f"{key} = {json.dumps(project[key])}"
            for key in ("name", "version", "description", "requires-python", "license")
        ),
        "dependencies = [",
        *(f"    {json.dumps(need)}," for need in project["dependencies"]),
        "]",
        "",
        "[project.scripts]",
        *(f"{name} = {json.dumps(target)}" for name, target in project["scripts"].items()),
        "",
        "[tool.setuptools.packages.find]",
        'include = ["course_utils*"]',
        "",
        "[tool.setuptools.package-data]",
        *(
            f"{json.dumps(package)} = {json.dumps(patterns)}"
            for package, patterns in content["tool"]["setuptools"]["package-data"].items()
        ),
        "",
    ]
    return "\n".join(lines)


def _new_files(course: Course, folder: Path) -> list[str]:
    rooms = ["course_utils", *(p.name for p in course.release.iterdir() if p.is_dir())]
    files = [p for room in rooms for p in (folder / room).rglob("*") if p.is_file() and wanted(p)]
    files += [folder / name for name in (*AS_THEY_ARE, "pyproject.toml", "README.md")]
    return sorted(path.relative_to(folder).as_posix() for path in files)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
