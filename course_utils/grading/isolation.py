"""Whether students' code runs in the sandbox: always, unless somebody says otherwise by name."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from course_utils.errors import UserMistake
from course_utils.grading import cgroups, seccomp
from course_utils.grading.boxes import Box
from course_utils.grading.launcher import Launcher, PlainLauncher
from course_utils.grading.limits import Limits
from course_utils.grading.sandbox import SandboxLauncher
from course_utils.grading.shipment import copy_shipment

#: For plain `nbgrader autograde`, which knows no options of ours.
VARIABLE = "COURSE_NO_SANDBOX"
#: bubblewrap has everything that we ask for since this version.
OLDEST = (0, 8)
WARNING = (
    "warning: graded WITHOUT the sandbox: students' code can read and change every file that you "
    "can, hidden tests and gradebook too"
)
#: What bubblewrap says -> what to do about it.
ADVICE = (
    (
        r"No permissions to creat|Creating new namespace|uid map|user namespace",
        "allow user namespaces: `sysctl -w kernel.unprivileged_userns_clone=1` on older Debian, "
        "`sysctl -w kernel.apparmor_restrict_unprivileged_userns=0` or an AppArmor profile for "
        "bwrap on Ubuntu; in a container start it with `--privileged` or run the grader outside",
    ),
    (
        r"Can't mount proc",
        "the container masks /proc: start it with `--security-opt systempaths=unconfined`",
    ),
    (r"Permission denied", "let this user read Python's own folder and the course's packages"),
)

REQUIRED, PREFERRED, OFF = "required", "preferred", "off"
_wanted = REQUIRED
_given: Launcher | None = None


@contextmanager
def sandbox(wanted: str) -> Iterator[None]:
    """Inside, kernels are started so.

    Args:
        wanted: ``REQUIRED``; ``PREFERRED``, for code that is trusted; or ``OFF``.
    """
    global _wanted
    before, _wanted = _wanted, wanted
    try:
        yield
    finally:
        _wanted = before


@contextmanager
def given(found: Launcher) -> Iterator[None]:
    """Inside, this launcher is used: another process has found that it works."""
    global _given
    before, _given = _given, found
    try:
        yield
    finally:
        _given = before


def is_off() -> bool:
    """Whether somebody switched the sandbox off by name."""
    return _wanted == OFF or os.environ.get(VARIABLE) == "1"


def launcher() -> Launcher:
    """The launcher to use.

    Raises:
        UserMistake: the sandbox does not work here, and nobody said that it may be left out.
    """
    if _given is not None:
        return _given
    if is_off():
        return PlainLauncher()
    problem = why_not()
    if problem is None:
        return SandboxLauncher(cgroups.find())
    if _wanted == PREFERRED:
        return PlainLauncher()
    raise UserMistake(
        f"students' code is not run without the sandbox: {problem}; `course doctor` says more, "
        f"`course grade --no-sandbox` (for nbgrader: {VARIABLE}=1) goes without at your own risk"
    )


@lru_cache
def why_not() -> str | None:
    """Why the sandbox does not work on this machine and what to do about it, or None."""
    if not sys.platform.startswith("linux"):
        return "it needs Linux (a virtual machine or a Linux server will do)"
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed (on Debian and Ubuntu: `apt install bubblewrap`)"
    version = bubblewrap_version()
    if version < OLDEST:
        return f"bubblewrap {'.'.join(map(str, version))} is too old: it takes 0.8 or later"
    try:
        start_one(SandboxLauncher(cgroups.find()))
    except (UserMistake, OSError) as error:
        advice = [text for pattern, text in ADVICE if re.search(pattern, str(error), re.I)]
        return "; ".join([str(error), *advice[:1]])
    return None


def bubblewrap_version() -> tuple[int, ...]:
    """Version of the installed bubblewrap."""
    said = subprocess.run(["bwrap", "--version"], capture_output=True, text=True).stdout
    return tuple(int(number) for number in re.findall(r"\d+", said))


def start_one(chosen: SandboxLauncher) -> None:
    """Start a kernel that has nothing to do, and end it.

    Raises:
        UserMistake: it does not start.
    """
    box = Box()
    try:
        copy_shipment(box.path / "shipment")
        chosen.start(box.path / "shipment", box.path, Limits()).close()
    finally:
        box.remove()


@dataclass(frozen=True)
class Limit:
    """One limit, and what keeps it on this machine; None when nothing does."""

    what: str
    kept_by: str | None


def limits_in_force() -> list[Limit]:
    """What keeps each limit, with the sandbox as it works here."""
    hierarchy = cgroups.find()
    controllers = hierarchy.controllers if hierarchy else ()
    group = f"control group, version {hierarchy.version}" if hierarchy else ""
    looking = (
        "looking ten times a second (weaker; for a control group run "
        "`systemd-run --user --scope -p Delegate=yes course grade`)"
    )
    return [
        Limit("memory", group if "memory" in controllers else looking),
        Limit("processes", group if "pids" in controllers else "resource limit of the user"),
        Limit("computing time, file size, open files", "resource limits of each process"),
        Limit("scratch space", "memory file system of limited size"),
        Limit("wall time", "the grader"),
        Limit("system calls", "seccomp filter" if seccomp.program() else None),
    ]
