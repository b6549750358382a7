"""`course export`: what students get, and nothing else.

The release notebooks, `course_utils` without the instructor's rooms, what installs it, and the
pages that students read. The folder can be a template repository: what an earlier export wrote is
replaced, the rest is left.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from course_utils.authoring.course import Course, wanted
from course_utils.errors import UserMistake
from course_utils.grading.shipment import shipped_files

#: Lists what an export wrote, so that the next one can replace it.
MARKER = ".course-export.json"
#: Files of the course folder that students get as they are.
AS_THEY_ARE = ("environment.yml", "LICENSE")
#: Pages for students: name in the export -> place in the course folder.
PAGES = {"README.md": "docs/for-students.md", "glossary.md": "docs/glossary.md"}


def export(course: Course, folder: Path) -> list[str]:
    """Write the shipment.

    Args:
        course: the course.
        folder: where to.

    Returns:
        The paths written, relative to `folder`, sorted.

    Raises:
        UserMistake: `folder` holds something that is not from an earlier export, a file of the
            course is missing, or nothing is released yet; then nothing is written.
    """
    files = _contents(course)
    marker = folder / MARKER
    if folder.exists() and not folder.is_dir():
        raise UserMistake(f"{folder} is a file; name a folder")
    others = [p.name for p in folder.iterdir() if p.name != ".git"] if folder.is_dir() else []
    if others and not marker.is_file():
        raise UserMistake(f"{folder} holds other things ({others[0]}, …); name a new folder")
    if folder.resolve().is_relative_to(course.root.resolve()):
        raise UserMistake(f"{folder} is inside the course; name a folder outside it")
    earlier = _earlier(marker)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for name in sorted(set(earlier) - set(files)):
        _remove(folder, name)
    written = sorted(files)
    marker.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8", newline="\n")
    return written


def _contents(course: Course) -> dict[str, bytes]:
    """Every file that students get: its path in the export, and what stands in it.

    Raises:
        UserMistake: something is not there.
    """
    if not any(course.release.glob("*/*.ipynb")):
        raise UserMistake("release/ is empty; run `course release` first")
    named = {name: course.root / name for name in AS_THEY_ARE}
    named |= {name: course.root / page for name, page in PAGES.items()}
    for name in shipped_files(course.package):
        named[f"course_utils/{name.as_posix()}"] = course.package / name
    for path in sorted(course.release.rglob("*")):
        if path.is_file() and wanted(path) and path.name != "README.md":
            named[path.relative_to(course.release).as_posix()] = path
    settings = course.root / "pyproject.toml"
    missing = [path for path in (*named.values(), settings) if not path.is_file()]
    if missing:
        raise UserMistake(f"students need {course.relative(missing[0])}, and it is not there")
    files = {name: path.read_bytes() for name, path in named.items()}
    files["pyproject.toml"] = student_pyproject(settings).encode()
    return files


def _earlier(marker: Path) -> list[str]:
    """What the export before wrote; nothing outside its folder, whatever stands there."""
    if not marker.is_file():
        return []
    try:
        names = [str(name) for name in json.loads(marker.read_text("utf-8"))]
    except (ValueError, TypeError):
        raise UserMistake(f"{marker} is damaged; empty the folder, or name a new one") from None
    folder = marker.parent.resolve()
    return [name for name in names if (folder / name).resolve().is_relative_to(folder)]


def _remove(folder: Path, name: str) -> None:
    path = folder / name
    path.unlink(missing_ok=True)
    while path.parent != folder and path.parent.is_dir() and not any(path.parent.iterdir()):
        path = path.parent
        path.rmdir()


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
