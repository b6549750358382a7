"""One submission's kernel over time: runs cells in order, answers requests, survives its deaths.

When the kernel dies or does not answer, it is killed; at the next need a new one starts and the
cells so far are replayed without the culprit, within the submission's budget.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from course_utils.exercises.codec import CodecError, decode, encode
from course_utils.exercises.limits import DEFAULT
from course_utils.exercises.student import Unresponsive
from course_utils.grading.boxes import Box
from course_utils.grading.launcher import Child, Launcher
from course_utils.grading.limits import Limits
from course_utils.grading.waiting import own_wait

#: A submission whose kernel dies more often than this is not worth another start.
MOST_STARTS = 12
#: Python and its libraries start slowly on a busy machine; no cell pays for that.
START_SECONDS = 60
#: Files of a submission beyond this sum are not copied into its working folder.
MOST_FILE_BYTES = 64 * 1024 * 1024


class Session:
    """A transport to the student's kernel (see `exercises.student.Transport`).

    Args:
        launcher: starts kernels.
        shipment: what the kernel imports.
        folder: the submission's other files, copied for the kernel; None for none.
        limits: budgets.
        tell: takes one sentence for each thing that went wrong.
    """

    limits = DEFAULT

    def __init__(
        self,
        launcher: Launcher,
        shipment: Path,
        folder: Path | None,
        limits: Limits,
        tell: Callable[[str], None],
    ):
        self.launcher, self.shipment, self.folder = launcher, shipment, folder
        self.budget = limits
        self.tell = tell
        self.begun = time.monotonic()
        self.child: Child | None = None
        self.box: Box | None = None
        self.starts = 0
        self.waited = 0.0  # for a core, by kernels that are gone
        self.waited_before = own_wait()
        self.peak_memory = 0
        self.history: list[str] = []

    # -- what the referee calls ------------------------------------------------------------

    def run_cell(self, source: str) -> dict[str, Any]:
        """Run a cell and remember it for replays, unless it is a culprit.

        Returns:
            ``{"outputs": …, "count": …}`` as the kernel says.

        Raises:
            Unresponsive: the cell killed the kernel or did not end; it is not replayed.
        """
        reply = self._run(source, self.budget.cell_seconds)
        self.history.append(source)
        return reply

    def exchange(self, message: bytes) -> bytes:
        """Carry one request of a test; see `exercises.student.Transport`."""
        child = self._alive()
        try:
            return child.exchange(message, self._seconds(self.budget.request_seconds))
        except (Unresponsive, CodecError):
            self._kill()
            raise

    def broken(self) -> None:
        """A reply was refused: its sender is ended, for what follows may be forged too."""
        self._kill()

    def close(self) -> None:
        """End the kernel and remove its folder."""
        self._kill()

    @property
    def seconds(self) -> float:
        """Wall time since the session began."""
        return time.monotonic() - self.begun

    # -- inside ----------------------------------------------------------------------------

    def _seconds(self, wanted: float) -> float:
        waited = self.waited + own_wait() - self.waited_before
        waited += self.child.waited if self.child is not None else 0.0
        left = self.budget.submission_seconds - (self.seconds - waited)
        if left <= 0:
            self._kill()
            total = self.budget.submission_seconds
            raise Unresponsive(f"the notebook as a whole used up its {total:g} seconds")
        return min(wanted, left)

    def _run(self, source: str, wanted: float) -> dict[str, Any]:
        child = self._alive()
        try:
            message = encode({"op": "run_cell", "source": source}, identifier="cell")
        except CodecError as error:
            raise Unresponsive(f"it is too long to be run: {error}") from None
        try:
            reply = decode(child.exchange(message, self._seconds(wanted)), identifier="cell").body
        except CodecError as error:
            self._kill()
            raise Unresponsive(f"its outputs could not be read: {error}") from None
        except Unresponsive:
            self._kill()
            raise
        value = reply.get("value") if isinstance(reply, dict) else None
        return value if isinstance(value, dict) else {}

    def _alive(self) -> Child:
        """The kernel; a new one, with the cells so far replayed, when there is none."""
        while self.child is None:
            self._seconds(1)
            if self.starts >= MOST_STARTS:
                raise Unresponsive(f"its Python process ended {self.starts} times")
            self.starts += 1
            self.box = Box()
            self._fill(self.box.path / "work")
            self.child = self.launcher.start(self.shipment, self.box.path, self.budget)
            self._await_start(self.child)
            for place, source in enumerate(list(self.history)):
                try:
                    self._run_in(self.child, source)
                except (Unresponsive, CodecError) as error:
                    # What went well before need not go well again.
                    self.tell(f"A cell that ran before failed when it was run again: {error}.")
                    del self.history[place]
                    self._kill()
                    break
        return self.child

    def _await_start(self, child: Child) -> None:
        try:
            child.exchange(encode({"op": "begin"}), self._seconds(START_SECONDS))
        except (Unresponsive, CodecError) as error:
            self._kill()
            raise Unresponsive(f"its Python process does not start: {error}") from None

    def _run_in(self, child: Child, source: str) -> None:
        message = encode({"op": "run_cell", "source": source}, identifier="cell")
        decode(child.exchange(message, self._seconds(self.budget.cell_seconds)), identifier="cell")

    def _fill(self, work: Path) -> None:
        if self.folder is None:
            return
        room = MOST_FILE_BYTES
        for path in sorted(self.folder.rglob("*")):
            # Links could lead anywhere; the notebook itself is not needed there.
            if path.is_symlink() or not path.is_file() or path.suffix == ".ipynb":
                continue
            room -= path.stat().st_size
            if room < 0:
                self.tell("The submission's files are too large; some were left out.")
                return
            target = work / path.relative_to(self.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)

    def _kill(self) -> None:
        if self.child is not None:
            self.peak_memory = max(self.peak_memory, self.child.peak_memory or 0)
            self.waited += self.child.waited
            self.child.close()
            self.child = None
        if self.box is not None:
            self.box.remove()
            self.box = None
