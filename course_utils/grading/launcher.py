"""Starting the student's kernel: one interface, so that a sandbox can stand behind it.

`Launcher.start` gives a `Child`: something that takes a request and gives its reply within a time,
and that can be killed. `PlainLauncher` starts an ordinary process: it keeps the student's kernel
away from the instructor's package and from the network of descriptors, **not** from her files.
"""

from __future__ import annotations

import contextlib
import os
import resource
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Protocol

from course_utils.exercises.codec import HEADER, CodecError, lengths
from course_utils.exercises.limits import DEFAULT, MessageLimits
from course_utils.exercises.student import Unresponsive
from course_utils.grading.lifeline import end_with
from course_utils.grading.limits import Limits
from course_utils.grading.waiting import TimeLimit


class Child(Protocol):
    """A student's kernel that runs.

    Attributes:
        waited: seconds of all exchanges in which it waited for a core.
    """

    waited: float

    def exchange(self, message: bytes, seconds: float) -> bytes:
        """Send a request and wait for its reply.

        Args:
            message: the request.
            seconds: wall time for it, not counting the time in which the kernel has no core.

        Raises:
            Unresponsive: no reply within `seconds`, or the process ended; the text says which.
            CodecError: what came back is no reply.
        """

    def close(self) -> None:
        """End it and everything that it started; wait until it is gone."""

    @property
    def peak_memory(self) -> int | None:
        """Largest resident memory so far in bytes, or None where it cannot be read."""


class Launcher(Protocol):
    """Starts students' kernels."""

    def start(self, shipment: Path, box: Path, limits: Limits) -> Child:
        """Start one.

        Args:
            shipment: folder with the `course_utils` that students have.
            box: the kernel's own folder: it works in ``box/work``, its home is ``box/home``.
            limits: what it may use.
        """


#: In a shipment: matplotlib's list of fonts; in a kernel's home: its own copy.
FONTS = ".matplotlib"
#: What of the grader's environment a student's kernel gets to see.
PASSED_ON = ("LANG", "LC_ALL", "PATH", "SYSTEMROOT", "TZ")


def environment(shipment: Path, home: Path) -> dict[str, str]:
    """The environment of a student's kernel: nothing of the grader's but what is named here."""
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return passed | {
        "PYTHONPATH": str(shipment),
        "HOME": str(home),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": str(home / FONTS),
        "TMPDIR": str(home),
        "IPYTHONDIR": str(home / ".ipython"),
        "NBGRADER_EXECUTION": "autograde",
        "COURSE_REFEREE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONSAFEPATH": "1",
        # One thread for numpy's linear algebra: on a busy machine two wait for each other, and ten
        # times as much wall time passes.
        "OMP_NUM_THREADS": "1",
        # TensorFlow writes to stderr at import; its oneDNN path rounds by number of threads.
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",
        "CUDA_VISIBLE_DEVICES": "-1",
    }


#: Runs the kernel with the shipment as the only `course_utils`: an editable install of the
#: instructor's copy leaves finders and paths behind, which are removed first.
BOOTSTRAP = """
import os, sys
shipment = os.path.realpath(sys.argv[1])
sys.meta_path[:] = [f for f in sys.meta_path if "__editable__" not in repr(f)]
sys.path_hooks[:] = [h for h in sys.path_hooks if "__editable__" not in repr(h)]
def foreign(path):
    held = os.path.isdir(os.path.join(path, "course_utils")) and "-packages" not in path
    return "__editable__" in path or held and os.path.realpath(path) != shipment
sys.path[:] = [p for p in sys.path if p and not foreign(p)]
sys.path_importer_cache.clear()
from course_utils.exercises import kernel
kernel.serve(int(sys.argv[2]), int(sys.argv[3]))
"""


def restrict(limits: Limits) -> None:
    """Set the limits of the calling process; for use between fork and exec."""
    cpu = int(limits.cpu_seconds) + 1
    for what, soft, hard in (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_CPU, cpu, cpu + 5),
        (resource.RLIMIT_FSIZE, limits.file_bytes, limits.file_bytes),
        (resource.RLIMIT_NOFILE, int(limits.open_files), int(limits.open_files)),
    ):
        resource.setrlimit(what, (soft, hard))


class PlainLauncher:
    """Starts kernels as ordinary processes of the same user, with resource limits.

    On Linux a kernel ends with the *thread* that started it, also when the grader is killed.
    """

    isolated = False

    def start(self, shipment: Path, box: Path, limits: Limits) -> PlainChild:
        """Start a kernel in its own process group and session."""
        if (shipment / FONTS).is_dir():
            shutil.copytree(shipment / FONTS, box / "home" / FONTS)
        child_reads, we_write = os.pipe()
        we_read, child_writes = os.pipe()
        grader = os.getpid()

        def prepare():
            # Runs in the child between fork and exec.
            end_with(grader)
            restrict(limits)

        with open(os.devnull, "r+b") as nothing:
            process = subprocess.Popen(
                [
                    sys.executable,
                    "-c",
                    BOOTSTRAP,
                    str(shipment),
                    str(child_reads),
                    str(child_writes),
                ],
                cwd=box / "work",
                env=environment(shipment, box / "home"),
                stdin=nothing,
                stdout=nothing,
                stderr=nothing,
                pass_fds=(child_reads, child_writes),
                start_new_session=True,
                preexec_fn=prepare,
            )
        os.close(child_reads)
        os.close(child_writes)
        return PlainChild(process, we_read, we_write)


class PlainChild:
    """A kernel that runs as an ordinary process."""

    def __init__(self, process, read: int, write: int, message_limits: MessageLimits = DEFAULT):
        self.process = process
        self.read, self.write = read, write
        self.message_limits = message_limits
        self.waited = 0.0
        self._peak = 0
        # A child that does not read must not block the grader.
        os.set_blocking(write, False)
        os.set_blocking(read, False)

    def exchange(self, message: bytes, seconds: float) -> bytes:
        """See `Child.exchange`."""
        limit = TimeLimit(self.process.pid, seconds)
        try:
            self._send(message, limit)
            head = self._receive(HEADER.size, limit)
            return head + self._receive(sum(lengths(head, self.message_limits)), limit)
        finally:
            self.waited += limit.waited()

    def _send(self, message: bytes, limit: TimeLimit) -> None:
        view = memoryview(message)
        while view:
            self._wait([], [self.write], limit)
            try:
                view = view[os.write(self.write, view) :]
            except BlockingIOError:
                continue
            except OSError:
                self._gone()

    def _receive(self, count: int, limit: TimeLimit) -> bytes:
        parts = []
        while count:
            self._wait([self.read], [], limit)
            try:
                part = os.read(self.read, min(count, 1 << 20))
            except BlockingIOError:
                continue
            if not part:
                self._gone()
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def _wait(self, read, write, limit: TimeLimit) -> None:
        while (left := limit.left()) > 0:
            if any(select.select(read, write, [], left)):
                return
        raise Unresponsive(f"it did not finish within {limit.seconds:g} seconds")

    def _gone(self):
        self._remember_peak()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(2)
        raise Unresponsive(self._why_ended(self.process.returncode))

    def _why_ended(self, code: int | None) -> str:
        if code == -signal.SIGXCPU:
            return "it used up the computing time of the submission"
        if code == -signal.SIGKILL:
            return "it was stopped, most likely because it used too much memory"
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        return f"it ended the Python process ({how})"

    def _remember_peak(self) -> None:
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return
        for line in status.splitlines():
            if line.startswith("VmHWM:"):
                self._peak = max(self._peak, int(line.split()[1]) * 1024)

    @property
    def peak_memory(self) -> int | None:
        """See `Child.peak_memory`."""
        self._remember_peak()
        return self._peak or None

    def close(self) -> None:
        """See `Child.close`; what left the process group is the sandbox's to catch."""
        self._remember_peak()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        for descriptor in (self.read, self.write):
            with contextlib.suppress(OSError):
                os.close(descriptor)


__all__ = ["Child", "CodecError", "Launcher", "PlainChild", "PlainLauncher", "environment"]
