"""A real student kernel for tests, and a transport to it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from course_utils.exercises.codec import decode, encode
from course_utils.exercises.limits import DEFAULT
from course_utils.exercises.student import RemoteStudent, Unresponsive
from course_utils.grading.launcher import PlainLauncher
from course_utils.grading.limits import Limits


class Kernel:
    """A kernel started by the plain launcher; also a `Transport`."""

    limits = DEFAULT

    def __init__(self, shipment: Path, box: Path, limits: Limits):
        self.budget, self.box = limits, box
        self.child = PlainLauncher().start(shipment, box, limits)
        self.was_broken = False

    def exchange(self, request: bytes) -> bytes:
        return self.child.exchange(request, self.budget.request_seconds)

    def broken(self) -> None:
        self.was_broken = True

    def cell(self, source: str, seconds: float | None = None) -> dict[str, Any]:
        """Run a cell: ``{"outputs": …, "ok": …, "seconds": …, "count": …}``."""
        request = encode({"op": "run_cell", "source": source}, identifier="cell")
        reply = self.child.exchange(request, seconds or self.budget.cell_seconds)
        return decode(reply, identifier="cell").body["value"]

    def outputs(self, source: str) -> list[dict[str, Any]]:
        return self.cell(source)["outputs"]

    def text(self, source: str) -> str:
        """Everything that a cell shows as text."""
        parts = []
        for output in self.outputs(source):
            parts.append(output.get("text") or output.get("evalue") or "")
            parts.append(str(output.get("data", {}).get("text/plain", "")))
        return "".join(parts)

    def student(self, *cells: str) -> RemoteStudent:
        for cell in cells:
            self.cell(cell)
        return RemoteStudent(self, cells)

    def close(self) -> None:
        self.child.close()

    @property
    def dead(self) -> bool:
        try:
            os.kill(self.child.process.pid, 0)
        except ProcessLookupError:
            return True
        return self.child.process.poll() is not None


__all__ = ["Kernel", "Unresponsive"]
