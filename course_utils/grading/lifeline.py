"""A process that ends with the one that started it, also when that one is killed."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

#: Linux: the kernel sends a signal to this process when the thread that started it is gone.
PR_SET_PDEATHSIG = 1

# Loaded here: between fork and exec nothing may be loaded any more.
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with(parent: int) -> None:
    """Kill the calling process when its parent ends; elsewhere than on Linux do nothing.

    Args:
        parent: process id of the one that started it, as that one knows it.
    """
    if _libc is None:
        return
    _libc.prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)  # it ended before it could be watched
