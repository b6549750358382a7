"""Time limits that stand still while what they limit waits for a core.

Limits are wall time: a cell that sleeps must end too. But several kernels share the machine's cores
with each other and with whatever else runs there, and no answer may be lost because of it. Linux
counts, for each thread, the time in which it could have run and had no core.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import psutil

#: A limit becomes at most so many times as long: threads that crowd each other out must end.
MOST = 10
#: What is through after so many seconds costs no look into /proc.
FIRST_LOOK = 0.25
#: Seconds between two looks when the time is nearly over.
PAUSE = 0.05


class TimeLimit:
    """Wall time less waiting, from now on.

    Args:
        process: id of the process at the top; its descendants count too.
        seconds: the limit.
    """

    def __init__(self, process: int, seconds: float):
        self.process, self.seconds = process, seconds
        self.begun = time.monotonic()
        self._before: dict[tuple[int, str], float] | None = None

    def left(self) -> float:
        """After how many seconds to ask again; 0 when the time is over."""
        used = time.monotonic() - self.begun
        if self._before is None:
            if used < min(FIRST_LOOK, self.seconds):
                return min(FIRST_LOOK, self.seconds) - used
            self._before = waits(self.process)
        if used < self.seconds:
            return self.seconds - used
        left = self.seconds + self.waited() - used
        return max(left, PAUSE) if left > 0 else 0.0

    def waited(self) -> float:
        """Seconds, of those since the first look, in which some thread waited for a core."""
        if self._before is None:
            return 0.0
        now = waits(self.process)
        longest = max((s - self._before.get(one, 0.0) for one, s in now.items()), default=0.0)
        return min(longest, (MOST - 1) * self.seconds)


def waits(top: int) -> dict[tuple[int, str], float]:
    """(process, thread) -> seconds that it has waited for a core; empty where nobody counts.

    Args:
        top: id of a process; its descendants are looked at too.
    """
    found = {}
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(top)
        for one in [process, *process.children(recursive=True)]:
            with contextlib.suppress(OSError, ValueError, IndexError):
                for thread in Path(f"/proc/{one.pid}/task").iterdir():
                    waited = (thread / "schedstat").read_text().split()[1]
                    found[one.pid, thread.name] = int(waited) / 1e9
    return found


def own_wait() -> float:
    """Seconds that the calling thread has waited for a core; 0 where nobody counts."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9
    return 0.0
