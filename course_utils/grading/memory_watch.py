"""Keeping the memory limit where the kernel does not: by looking several times a second.

Weaker than a control group: what is taken and given back between two looks is not seen, and a
fast taker passes the limit before it is caught. A limit on each process's own data, set besides,
bounds that.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

import psutil

#: Seconds between two looks.
PAUSE = 0.1


class MemoryWatch:
    """Adds up the memory of a process and its descendants, and kills them when it is too much.

    Args:
        process: id of the process at the top.
        limit: bytes.
        kill: ends them all.
    """

    def __init__(self, process: int, limit: int, kill: Callable[[], None]):
        self.top = psutil.Process(process)
        self.limit = limit
        self.kill = kill
        self.peak = 0
        self.exceeded = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True, name="memory watch")
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(PAUSE):
            used = self.used()
            self.peak = max(self.peak, used)
            if used > self.limit:
                self.exceeded = True
                self.kill()
                return

    def used(self) -> int:
        """Bytes in use now, by the processes that are there."""
        total = 0
        with contextlib.suppress(psutil.Error):
            for process in [self.top, *self.top.children(recursive=True)]:
                with contextlib.suppress(psutil.Error):
                    memory = process.memory_info()
                    total += memory.rss
        return total
