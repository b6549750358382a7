"""What a student's kernel sees inside the sandbox: an argument list for bubblewrap.

Everything is named here; what is not named does not exist inside. The places do not show where
the course folder lies:

    /usr, /lib…     the system, read-only
    (base prefix)   the Python installation, read-only, where it is not part of /usr
    /packages/0…    the folders with installed packages, read-only, without the instructor's own
    /shipment       the `course_utils` that students have, read-only
    /submitted      the submission's other files, read-only; copied to /box/work at the start
    /box, /tmp      private scratch of limited size; work and home are in /box
"""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from course_utils.grading.limits import MIB, Limits

SHIPMENT = Path("/shipment")
SUBMITTED = Path("/submitted")
BOX = Path("/box")
PACKAGES = Path("/packages")
#: Of the system's own configuration only what the dynamic linker needs.
LINKER_FILES = ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives")
SYSTEM = ("/bin", "/lib", "/lib32", "/lib64", "/sbin")
#: Processes of one kernel exchange arrays through /dev/shm.
SHARED_BYTES = 64 * MIB
#: Names in a folder of packages that lead to, or are, the instructor's own package.
OWN_PACKAGE = ("__editable__*", "course_utils*", "course-utils*", "_course_utils*")


@dataclass(frozen=True)
class Interpreter:
    """The grader's Python, as the sandbox shows it.

    Attributes:
        executable: path of the real executable, no link.
        prefix: root of its installation, or None when it is part of /usr.
        packages: folders with installed packages -> where they are seen inside.
    """

    executable: Path
    prefix: Path | None
    packages: dict[Path, Path]


def interpreter() -> Interpreter:
    """The Python that runs the grader."""
    executable = Path(sys.executable).resolve()
    prefix = Path(sys.base_prefix).resolve()
    shown = None if prefix == Path("/usr") else prefix
    packages = {}
    for folder in _package_folders():
        inside = folder.is_relative_to(prefix) or folder.is_relative_to("/usr")
        packages[folder] = folder if inside else PACKAGES / str(len(packages))
    return Interpreter(executable, shown, packages)


def _package_folders() -> list[Path]:
    """Folders that ``pip install`` fills and the grader imports from, the first one first."""
    named = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages()]
    if site.ENABLE_USER_SITE:
        named.append(site.getusersitepackages())
    known = {str(Path(path).resolve()) for path in sys.path}
    folders = dict.fromkeys(Path(path).resolve() for path in named)
    return [folder for folder in folders if folder.is_dir() and str(folder) in known]


def arguments(
    python: Interpreter, shipment: Path, submitted: Path, limits: Limits, passwd: int
) -> list[str]:
    """The part of bubblewrap's arguments that builds the file system.

    Args:
        python: what to show of Python.
        shipment: folder with the students' `course_utils`.
        submitted: folder with the submission's other files.
        limits: size of the scratch space.
        passwd: descriptor from which ``/etc/passwd`` can be read.
    """
    parts = [*_folder(Path("/etc")), *_folder(Path("/var")), *_folder(PACKAGES)]
    parts += ["--ro-bind", "/usr", "/usr"]
    # First of all, for Python itself may lie below it.
    parts += _scratch(Path("/tmp"), limits.scratch_bytes)
    for path in SYSTEM:
        if os.path.islink(path):
            parts += ["--symlink", os.readlink(path), path]
        elif os.path.isdir(path):
            parts += ["--ro-bind", path, path]
    for path in LINKER_FILES:
        parts += ["--ro-bind-try", path, path]
    parts += ["--perms", "0644", "--ro-bind-data", str(passwd), "/etc/passwd"]
    if python.prefix is not None:
        for parent in reversed(python.prefix.parents[:-1]):
            # Bubblewrap would make them for their owner alone, and root's kernel is another user.
            parts += _folder(parent)
        parts += ["--ro-bind", str(python.prefix), str(python.prefix)]
    for folder, inside in python.packages.items():
        if folder != inside:
            parts += ["--ro-bind", str(folder), str(inside)]
        parts += _without_own_package(folder, inside)
    parts += ["--ro-bind", str(shipment), str(SHIPMENT)]
    parts += ["--ro-bind", str(submitted), str(SUBMITTED)]
    parts += ["--proc", "/proc", "--dev", "/dev"]
    for folder in _base_packages(python):
        parts += _without_own_package(folder, folder)
    parts += _scratch(Path("/dev/shm"), SHARED_BYTES)
    parts += _scratch(BOX, limits.scratch_bytes)
    parts += ["--symlink", "/tmp", "/var/tmp"]
    # Both are private memory of the sandbox, but without a limit of their own.
    return [*parts, "--remount-ro", "/dev", "--remount-ro", "/"]


def _base_packages(python: Interpreter) -> list[Path]:
    """Package folders of Python itself, below a virtual environment: seen, though not imported."""
    base = {"base": sys.base_prefix, "platbase": sys.base_prefix}
    named = (sysconfig.get_path(kind, vars=base) for kind in ("purelib", "platlib"))
    folders = {Path(path).resolve() for path in named} - set(python.packages)
    return sorted(folder for folder in folders if folder.is_dir())


def _folder(place: Path) -> list[str]:
    return ["--perms", "0755", "--dir", str(place)]


def _scratch(place: Path, size: int) -> list[str]:
    # Writable for all: as root, bubblewrap makes it before the kernel changes its user.
    return ["--perms", "0777", "--size", str(int(size)), "--tmpfs", str(place)]


def _without_own_package(folder: Path, inside: Path) -> list[str]:
    """Nothing in the place of an installed `course_utils` and of finders that lead to one."""
    parts = []
    for pattern in OWN_PACKAGE:
        for path in sorted(folder.glob(pattern)):
            if path.is_dir():
                parts += ["--tmpfs", str(inside / path.name)]
                parts += ["--remount-ro", str(inside / path.name)]
            else:
                parts += ["--ro-bind", "/dev/null", str(inside / path.name)]
    return parts
