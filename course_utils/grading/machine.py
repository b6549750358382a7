"""How many submissions this machine can grade at once."""

from __future__ import annotations

import contextlib
import math
import os
from pathlib import Path

import psutil

from course_utils.grading.limits import MIB

#: What a worker itself takes, beside its student's kernel: Python, nbgrader and hidden tests.
WORKER_BYTES = 512 * MIB
#: Where a container shows what it may use, in version 2 and 1 of control groups.
GROUPS = Path("/sys/fs/cgroup")
MEMORY = ("memory.max", "memory/memory.limit_in_bytes")


def usual_workers(memory_bytes: int) -> int:
    """One worker for each core, as long as each can have its memory; at least one.

    Args:
        memory_bytes: what a submission may use.
    """
    return max(1, min(usable_cores(), free_memory() // (memory_bytes + WORKER_BYTES)))


def usable_cores(groups: Path = GROUPS) -> int:
    """Cores that this process may run on; in a container no more than its share, rounded up."""
    there = hasattr(os, "sched_getaffinity")
    cores = len(os.sched_getaffinity(0)) if there else os.cpu_count() or 1
    with contextlib.suppress(OSError, ValueError):  # "max" is no number
        quota, period = map(int, (groups / "cpu.max").read_text().split())
        cores = min(cores, math.ceil(quota / period))
    with contextlib.suppress(OSError, ValueError):
        quota = int((groups / "cpu" / "cpu.cfs_quota_us").read_text())
        period = int((groups / "cpu" / "cpu.cfs_period_us").read_text())
        cores = min(cores, math.ceil(quota / period) if quota > 0 else cores)
    return cores


def free_memory(groups: Path = GROUPS) -> int:
    """Bytes that are available now; in a container no more than its limit."""
    free = psutil.virtual_memory().available
    for name in MEMORY:
        with contextlib.suppress(OSError, ValueError):
            free = min(free, int((groups / name).read_text()))
    return free
