"""The shipped part of `course_utils`: what students have, and what their kernels import at grading.

One list says which rooms stay at home; `course export` and the referee both read it here.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import shutil
import tempfile
from pathlib import Path

from filelock import FileLock

import course_utils
from course_utils.grading import font_cache

#: Rooms that never leave the instructor's machine.
PRIVATE_ROOMS = ("authoring", "classroom", "grading", "hidden")
PACKAGE = Path(course_utils.__file__).parent


def shipped_files(package: Path = PACKAGE) -> list[Path]:
    """The files of `course_utils` that students get, relative to `package`, sorted."""
    files = []
    for path in sorted(package.rglob("*")):
        relative = path.relative_to(package)
        private = relative.parts[0] in PRIVATE_ROOMS
        if path.is_file() and not private and "__pycache__" not in relative.parts:
            files.append(relative)
    return files


def fingerprint(package: Path = PACKAGE) -> str:
    """A digest of names and contents of the shipped files."""
    digest = hashlib.sha256()
    for relative in shipped_files(package):
        content = (package / relative).read_bytes()
        digest.update(f"{relative.as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def copy_shipment(target: Path, package: Path = PACKAGE) -> None:
    """Copy the shipped files to ``target/course_utils``."""
    for relative in shipped_files(package):
        destination = target / "course_utils" / relative
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package / relative, destination)


def ready_shipment(keep_in: Path) -> Path:
    """A folder with the current shipment and the list of fonts, made once for each content.

    Args:
        keep_in: the grader's own folder; the shipment lands in ``shipments/`` there, under its
            fingerprint and matplotlib's version.

    Returns:
        The folder to put on a student kernel's path.
    """
    name = f"{fingerprint()}-{importlib.metadata.version('matplotlib')}"
    target = keep_in / "shipments" / name
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    # The lock ends with its holder, so what lies here unfinished was left by a grader that died.
    with FileLock(keep_in / "shipments.lock"):
        if not target.exists():
            for left in target.parent.glob("making-*"):
                shutil.rmtree(left)
            making = Path(tempfile.mkdtemp(prefix="making-", dir=target.parent))
            copy_shipment(making)
            font_cache.make(making)
            making.chmod(0o755)
            os.rename(making, target)  # whole or not at all
    return target
