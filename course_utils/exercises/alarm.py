"""A limit in seconds for student code that runs in this process: in a check, or in a trial."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Iterator

from course_utils.exercises.server import TimeUp
from course_utils.exercises.student import Unresponsive


@contextlib.contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Stop what runs inside after `seconds` of wall time.

    Inside another limit, it ends with that one at the latest, and the other goes on afterwards.

    Windows has no such alarm, and threads other than the first one get none: there nothing is
    stopped, and the student interrupts the cell herself.

    Raises:
        Unresponsive: time is up.
    """

    def stop(_signal, _frame):
        raise TimeUp

    try:
        before = signal.signal(signal.SIGALRM, stop)
    except (AttributeError, ValueError):
        yield
        return
    begun, outer = time.monotonic(), signal.alarm(seconds)
    if outer:
        signal.alarm(min(seconds, outer))
    try:
        yield
    except TimeUp:
        raise Unresponsive(f"it did not finish within {seconds} seconds") from None
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        if outer:
            signal.alarm(max(1, outer - int(time.monotonic() - begun)))
