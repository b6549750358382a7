"""What a submission may use; the numbers come from `course.toml`."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Budgets of one submission.

    In wall time the seconds in which the kernel waits for a core do not count (see `waiting.py`).

    Attributes:
        cell_seconds: wall time of one of the student's cells.
        request_seconds: wall time of one request of a test.
        submission_seconds: wall time of the whole submission, restarts included.
        cpu_seconds: computing time of one kernel.
        memory_bytes: memory of all its processes together, files in its scratch space included
            (kept by the sandbox).
        file_bytes: length of one file that the student's code writes.
        scratch_bytes: sum of the files that it writes, in its own folder and again in /tmp (kept by
            the sandbox).
        processes: processes and threads at one time (kept by the sandbox).
        open_files: open files of one process.
    """

    cell_seconds: float = 60.0
    request_seconds: float = 20.0
    submission_seconds: float = 300.0
    cpu_seconds: float = 120.0
    memory_bytes: int = 2048 * MIB
    file_bytes: int = 256 * MIB
    scratch_bytes: int = 512 * MIB
    processes: int = 512
    open_files: int = 512
