"""Memory and process limits kept by the kernel: Linux control groups, version 1 or 2.

One group for each student's kernel, below the grader's own. Where the grader may not make groups,
`MemoryWatch` takes their place.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import time
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from course_utils.grading.limits import Limits

#: Groups are called so, with the grader's process id and a number.
PREFIX = "course-"
CONTROLLERS = ("memory", "pids")

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Hierarchy:
    """Where groups can be made.

    Attributes:
        version: 1 or 2.
        parents: controller -> the folder below which its groups are made.
    """

    version: int
    parents: dict[str, Path] = field(hash=False)

    @property
    def controllers(self) -> tuple[str, ...]:
        """What it can limit: of memory and pids those that are there."""
        return tuple(self.parents)


@dataclass
class Group:
    """The group of one student's kernel.

    Attributes:
        version: 1 or 2.
        folders: its folders, one a controller in version 1, one in all in version 2.
    """

    version: int
    folders: dict[str, Path]

    def join(self) -> None:
        """Put the calling process into the group; for use between fork and exec."""
        for folder in set(self.folders.values()):
            (folder / "cgroup.procs").write_text("0")

    def ran_out_of_memory(self) -> bool:
        """Whether the kernel ended one of its processes for memory."""
        file = "memory.oom_control" if self.version == 1 else "memory.events"
        return self._count("memory", file, "oom_kill") > 0

    def ran_out_of_processes(self) -> bool:
        """Whether one of its processes could not start another."""
        return self._count("pids", "pids.events", "max") > 0

    def peak_memory(self) -> int | None:
        """Largest memory of all its processes together, in bytes."""
        file = "memory.max_usage_in_bytes" if self.version == 1 else "memory.peak"
        try:
            return int((self.folders["memory"] / file).read_text())
        except (KeyError, OSError, ValueError):
            return None

    def remove(self) -> None:
        """Remove the group; its processes have been killed and may still be on their way out."""
        for folder in set(self.folders.values()):
            for _ in range(100):
                try:
                    folder.rmdir()
                except FileNotFoundError:
                    break
                except OSError:
                    time.sleep(0.02)
                else:
                    break

    def _count(self, controller: str, file: str, name: str) -> int:
        with contextlib.suppress(KeyError, OSError, ValueError):
            for line in (self.folders[controller] / file).read_text().splitlines():
                word, _, number = line.partition(" ")
                if word == name:
                    return int(number)
        return 0


def make(hierarchy: Hierarchy, limits: Limits) -> Group:
    """Make a group with these limits.

    Raises:
        OSError: the kernel refuses.
    """
    name = f"{PREFIX}{os.getpid()}-{next(_numbers)}"
    group = Group(hierarchy.version, {c: p / name for c, p in hierarchy.parents.items()})
    for folder in set(group.folders.values()):
        folder.mkdir()
    try:
        for controller, folder in group.folders.items():
            for file, value, needed in _settings(hierarchy.version, controller, limits):
                if needed or (folder / file).exists():
                    (folder / file).write_text(str(value))
    except OSError:
        group.remove()
        raise
    return group


def _settings(version: int, controller: str, limits: Limits):
    if controller == "pids":
        return [("pids.max", int(limits.processes), True)]
    if version == 1:
        # The second counts memory and swap; it is there only where swap is counted.
        return [
            ("memory.limit_in_bytes", limits.memory_bytes, True),
            ("memory.memsw.limit_in_bytes", limits.memory_bytes, False),
        ]
    return [
        ("memory.max", limits.memory_bytes, True),
        ("memory.swap.max", 0, False),
        # One process over the limit ends all of them: half a kernel answers nothing.
        ("memory.oom.group", 1, False),
    ]


@lru_cache
def find() -> Hierarchy | None:
    """Where the grader may make groups, or None."""
    return look_for(
        Path("/proc/self/mountinfo").read_text() if os.path.exists("/proc/self/mountinfo") else "",
        Path("/proc/self/cgroup").read_text() if os.path.exists("/proc/self/cgroup") else "",
    )


def look_for(mountinfo: str, membership: str) -> Hierarchy | None:
    """See `find`.

    Args:
        mountinfo: as in ``/proc/self/mountinfo``.
        membership: as in ``/proc/self/cgroup``.
    """
    mounts = _mounts(mountinfo)
    parents = {}
    for line in membership.splitlines():
        _, _, rest = line.partition(":")
        names, _, place = rest.partition(":")
        for controller in CONTROLLERS:
            if controller in names.split(",") and controller in mounts:
                parents[controller] = mounts[controller] / place.lstrip("/")
    usable = {c: parent for c, parent in parents.items() if _may_make(parent)}
    if "memory" in usable:
        _sweep(usable.values())
        return Hierarchy(1, usable)
    for line in membership.splitlines():
        if line.startswith("0::") and "" in mounts:
            return _version_2(mounts[""] / line[3:].lstrip("/"))
    return None


def _mounts(mountinfo: str) -> dict[str, Path]:
    """Controller -> mount point; version 2 stands under the empty name."""
    mounts = {}
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        kind, _, options = after.partition(" ")
        point = re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), before.split(" ")[4])
        if kind == "cgroup2":
            mounts[""] = Path(point)
        elif kind == "cgroup":
            for controller in CONTROLLERS:
                if controller in options.split(" ")[-1].split(","):
                    mounts[controller] = Path(point)
    return mounts


def _version_2(own: Path) -> Hierarchy | None:
    """Groups below `own`, whose processes move into a leaf first: version 2 asks for that."""
    try:
        if "memory" not in (own / "cgroup.controllers").read_text().split():
            return None
        handed_on = (own / "cgroup.subtree_control").read_text().split()
        if "memory" not in handed_on:
            _sweep([own])
            leaf = own / f"{PREFIX}grader"
            leaf.mkdir(exist_ok=True)
            for process in (own / "cgroup.procs").read_text().split():
                (leaf / "cgroup.procs").write_text(process)
            (own / "cgroup.subtree_control").write_text("+memory +pids")
            handed_on = (own / "cgroup.subtree_control").read_text().split()
    except OSError:
        return None
    if "memory" not in handed_on or not _may_make(own):
        return None
    _sweep([own])
    return Hierarchy(2, {c: own for c in CONTROLLERS if c in handed_on})


def _may_make(parent: Path) -> bool:
    trial = parent / f"{PREFIX}{os.getpid()}-0"
    try:
        trial.mkdir()
        trial.rmdir()
    except OSError:
        return False
    return True


def _sweep(parents) -> None:
    """Remove the groups of graders that are gone: empty ones, others cannot be removed."""
    for parent in parents:
        for folder in parent.glob(f"{PREFIX}[0-9]*-*"):
            grader = folder.name.removeprefix(PREFIX).split("-")[0]
            if not Path(f"/proc/{grader}").exists():
                with contextlib.suppress(OSError):
                    folder.rmdir()
