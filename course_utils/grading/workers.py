"""Several workers at once, each with one submission, ahead of the one writer.

Workers are processes of their own, not forked: the libraries of hidden tests have a state and
threads that do not survive a fork, and nothing of the writer's, such as its lock on the course
folder, may live on in a worker. They are no `multiprocessing` workers either: those would import
the writer's main script again.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait

from course_utils.errors import UserMistake
from course_utils.grading.worker import GRADEBOOK, STAGED, Order, Reply, Setup

#: What a worker's Python does first: it looks for modules where the writer does. jsonschema can do
#: without the package that it finds missing; making its grammar takes half of a worker's start, and
#: no notebook asks for what it checks (internationalized addresses).
BOOTSTRAP = """
import json, sys
sys.path[:] = json.loads(sys.argv[3])
from course_utils.grading.lifeline import end_with
end_with(int(sys.argv[2]))
sys.modules["rfc3987_syntax"] = None
from multiprocessing.connection import Connection
from course_utils.grading.worker import serve
serve(Connection(int(sys.argv[1])))
"""
#: A submission whose worker has ended so often is set aside; the next run tries again.
TRIES = 2
#: So long a worker may take to end its student's kernel and tidy up.
END_SECONDS = 5


@dataclass
class Hired:
    """A worker as the writer sees it.

    Attributes:
        process: it.
        connection: takes orders, gives replies.
        ready: whether it has said that it takes orders.
        order: what it is working on; None while it has nothing to do.
    """

    process: subprocess.Popen
    connection: Connection
    ready: bool = False
    order: Order | None = None


class Workers:
    """Workers of one run; a context, at whose end all of them are gone.

    Args:
        number: how many at most.
        setup: what they need.
    """

    def __init__(self, number: int, setup: Setup):
        self.number, self.setup = number, setup
        self.staged = setup.course.root / STAGED
        self.hired: list[Hired] = []

    def __enter__(self) -> Workers:
        shutil.rmtree(self.staged, ignore_errors=True)  # of a run that was killed
        self.staged.mkdir(parents=True)
        gradebook = f"{self.setup.course.gradebook.absolute().as_uri()}?mode=ro"
        with (
            contextlib.closing(sqlite3.connect(gradebook, 60, uri=True)) as source,
            contextlib.closing(sqlite3.connect(self.staged / GRADEBOOK)) as copy,
        ):
            source.backup(copy)
        return self

    def __exit__(self, *_: object) -> None:
        for one in self.hired:
            one.process.terminate()
        for one in self.hired:
            _part_from(one)
        shutil.rmtree(self.staged, ignore_errors=True)

    def replies(self, orders: Iterable[Order]) -> Iterator[tuple[Order, Reply]]:
        """Have all orders done.

        Yields:
            Each order once, with its reply, as they are finished.

        Raises:
            UserMistake: a worker does not start.
        """
        waiting, tries = deque(orders), Counter()
        while waiting or any(one.order for one in self.hired):
            self._hand_out(waiting)
            for one in self._that_speak():
                order, one.order = one.order, None
                try:
                    said = one.connection.recv()
                except (EOFError, OSError):
                    self.hired.remove(one)
                    how = _part_from(one)
                    if order is None:
                        raise UserMistake(f"a grading process does not start ({how})") from None
                    tries[order] += 1
                    if tries[order] < TRIES:
                        waiting.appendleft(order)
                        continue
                    said = Reply(trouble=_lost(how))
                if isinstance(said, str):
                    raise UserMistake(said)
                one.ready = True
                if order is not None:
                    self._hand_out(waiting)  # before the caller takes its time
                    yield order, said

    def _hand_out(self, waiting: deque[Order]) -> None:
        """Give orders to those who have none, and hire others while there are more orders."""
        for one in self.hired:
            if one.ready and one.order is None and waiting:
                one.order = waiting.popleft()
                # One that has ended is found when its reply is read.
                with contextlib.suppress(OSError):
                    one.connection.send(one.order)
        starting = sum(not one.ready for one in self.hired)
        for _ in range(min(self.number - len(self.hired), len(waiting) - starting)):
            self.hired.append(_hire(self.setup))

    def _that_speak(self) -> list[Hired]:
        """Wait until somebody has a reply, is ready for orders, or has ended."""
        awaited = [one for one in self.hired if one.order or not one.ready]
        speaking = wait([one.connection for one in awaited])
        return [one for one in awaited if one.connection in speaking]


def _hire(setup: Setup) -> Hired:
    here, there = multiprocessing.Pipe()
    given = [str(there.fileno()), str(os.getpid())]
    # Ctrl-C while it starts would make it print a traceback; it takes the signal up itself.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", BOOTSTRAP, *given, json.dumps(sys.path)],
            # Several times as many threads as cores would wait for each other.
            env={"OMP_NUM_THREADS": "1"} | os.environ,
            stdin=subprocess.DEVNULL,
            pass_fds=[there.fileno()],
        )
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        there.close()
    with contextlib.suppress(OSError):  # one that has ended is found when it is listened to
        here.send(setup)
    return Hired(process, here)


def _part_from(one: Hired) -> str:
    """See to it that a worker has ended; how it did."""
    one.connection.close()
    try:
        one.process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        one.process.kill()
    code = one.process.wait()
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _lost(how: str) -> str:
    return f"the process that graded it ended {TRIES} times ({how}); the next run tries again"
