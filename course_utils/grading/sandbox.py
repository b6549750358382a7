"""Students' kernels in a sandbox: bubblewrap around the same kernel that `PlainLauncher` starts.

Inside there is no network, no other process, no file but those that `sandbox_view` names, no
privilege to gain. An ordinary grader's kernel runs in a user namespace of its own; root's kernel
changes to the user `nobody` before it reads anything that is a student's. Memory and processes are
limited by a control group, or by looking where no group can be made.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import time
from pathlib import Path

from course_utils.errors import UserMistake
from course_utils.exercises.codec import CodecError, encode
from course_utils.exercises.student import Unresponsive
from course_utils.grading import cgroups, sandbox_view, seccomp
from course_utils.grading.launcher import FONTS, PlainChild, environment, restrict
from course_utils.grading.limits import MIB, Limits
from course_utils.grading.memory_watch import MemoryWatch

#: A kernel that is not there after so many seconds will not come.
START_SECONDS = 120
#: The user inside. Root's kernels become nobody; others' see themselves as an ordinary user.
NOBODY, STUDENT = 65534, 1000

#: Runs inside, before anything of the student's: drops what root's bubblewrap has left, copies the
#: submission's files, sets the limits that count inside only, and becomes the kernel.
BOOTSTRAP = """
import json, os, resource, shutil, site, sys
order = json.loads(sys.argv[1])
if os.getuid() == 0:
    os.setgroups([])
    os.setresgid(order["user"], order["user"], order["user"])
    os.setresuid(order["user"], order["user"], order["user"])
for name in ("work", "home"):
    os.mkdir("/box/" + name)
shutil.copytree("/submitted", "/box/work", dirs_exist_ok=True, copy_function=shutil.copyfile)
if os.path.isdir(order["fonts"]):
    shutil.copytree(order["fonts"], os.environ["MPLCONFIGDIR"], copy_function=shutil.copyfile)
os.chdir("/box/work")
for name, value in order["limits"].items():
    resource.setrlimit(getattr(resource, "RLIMIT_" + name), (value, value))
sys.path[:] = [p for p in sys.path if "-packages" not in p] + order["packages"]
site.sethelper(), site.setquit(), site.setcopyright()
from course_utils.exercises import kernel
nothing = os.open(os.devnull, os.O_RDWR)
for descriptor in (0, 1, 2):
    os.dup2(nothing, descriptor)
os.close(nothing)
kernel.serve(order["read"], order["write"])
"""


class SandboxFailed(UserMistake):
    """The sandbox itself could not be started: nobody is graded, and nobody gets zero for it."""


class SandboxLauncher:
    """Starts kernels in bubblewrap.

    A kernel ends with the *thread* that started it, also when the grader is killed.

    Args:
        hierarchy: where control groups are made; None to limit memory by looking.
    """

    isolated = True

    def __init__(self, hierarchy: cgroups.Hierarchy | None = None):
        self.bwrap = shutil.which("bwrap")
        self.python = sandbox_view.interpreter()
        self.hierarchy = hierarchy

    def start(self, shipment: Path, box: Path, limits: Limits) -> SandboxChild:
        """Start a kernel; see `launcher.Launcher`.

        Raises:
            SandboxFailed: it does not start.
        """
        if self.bwrap is None:
            raise SandboxFailed("bubblewrap is not installed")
        _open_up(box / "work")
        if os.geteuid() == 0:
            _open_up(shipment)
        try:
            group = cgroups.make(self.hierarchy, limits) if self.hierarchy else None
        except OSError as error:
            raise SandboxFailed(f"the kernel gives no control group: {error}") from None
        child_reads, we_write = os.pipe()
        we_read, child_writes = os.pipe()
        status_read, status_write = os.pipe()
        passwd, filter_ = _file(self._passwd()), _file(seccomp.program())
        options = _isolation(filter_, status_write)
        options += sandbox_view.arguments(self.python, shipment, box / "work", limits, passwd)
        # Through a descriptor: a command line can be read inside, and would name folders outside.
        listed = _file("\0".join(options).encode())
        given = [child_reads, child_writes, status_write, passwd, listed]
        given += [] if filter_ is None else [filter_]
        command = [self.bwrap, "--args", str(listed), "--"]
        command += [str(self.python.executable), "-S", "-c", BOOTSTRAP]
        command += [json.dumps(self._order(child_reads, child_writes, limits))]

        def prepare():
            # Runs in the child between fork and exec.
            if group is not None:
                group.join()
            restrict(limits)

        try:
            process = subprocess.Popen(
                command,
                cwd="/",
                env=environment(sandbox_view.SHIPMENT, sandbox_view.BOX / "home")
                | {"PATH": "/usr/bin:/bin", "TMPDIR": "/tmp"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=given,
                start_new_session=True,
                preexec_fn=prepare,
            )
        except (OSError, subprocess.SubprocessError) as error:
            if group is not None:
                group.remove()
            for descriptor in (we_read, we_write, status_read):
                os.close(descriptor)
            raise SandboxFailed(f"the sandbox does not start: {error}") from None
        finally:
            for descriptor in given:
                os.close(descriptor)
        child = SandboxChild(process, we_read, we_write, limits, group)
        child.await_ready(status_read)
        return child

    def _order(self, read: int, write: int, limits: Limits) -> dict:
        inside = {"NPROC": int(limits.processes)}
        if self.hierarchy is None:
            # Bounds what one process takes between two looks of the memory watch.
            inside["DATA"] = 2 * limits.memory_bytes
        return {
            "user": NOBODY,
            "limits": inside,
            "fonts": str(sandbox_view.SHIPMENT / FONTS),
            "packages": [str(path) for path in self.python.packages.values()],
            "read": read,
            "write": write,
        }

    def _passwd(self) -> bytes:
        user = NOBODY if os.geteuid() == 0 else STUDENT
        home = sandbox_view.BOX / "home"
        return f"student:x:{user}:{user}:student:{home}:/bin/sh\n".encode()


def _isolation(filter_: int | None, status: int) -> list[str]:
    """Bubblewrap's arguments for namespaces, privileges and its own end."""
    parts = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    parts += ["--unshare-cgroup-try", "--hostname", "course"]
    parts += ["--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    if os.geteuid() == 0:
        parts += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        parts += ["--unshare-user", "--disable-userns"]
        parts += ["--uid", str(STUDENT), "--gid", str(STUDENT)]
    if filter_ is not None:
        parts += ["--seccomp", str(filter_)]
    return [*parts, "--json-status-fd", str(status)]


def _open_up(folder: Path) -> None:
    """Let another user read copies, whatever the grader's umask."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _file(content: bytes | None) -> int | None:
    """A descriptor from which `content` can be read."""
    if content is None:
        return None
    descriptor = os.memfd_create("for bubblewrap")
    os.write(descriptor, content)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


class SandboxChild(PlainChild):
    """A kernel in its sandbox."""

    def __init__(self, process, read: int, write: int, limits: Limits, group: cgroups.Group | None):
        super().__init__(process, read, write)
        self.limits = limits
        self.group = group
        self.watch: MemoryWatch | None = None
        self.first: int | None = None  # pidfd of the sandbox's first process: with it all end
        self.status: int | None = None  # bubblewrap writes here when it ends, and must be able to

    def await_ready(self, status: int) -> None:
        """Wait until the kernel answers.

        Raises:
            SandboxFailed: it does not; the text says what bubblewrap or Python said.
        """
        self.status = status
        try:
            first = _first_process(status)
            self.first = os.pidfd_open(first)
            if self.group is None:
                self.watch = MemoryWatch(first, self.limits.memory_bytes, self._end)
            self.exchange(encode({"op": "end"}), START_SECONDS)
        except (Unresponsive, CodecError, OSError, ValueError) as error:
            self._end()
            said = self._last_words() or str(error)
            self.close()
            raise SandboxFailed(f"the sandbox does not start: {said}") from None
        except BaseException:
            self.close()
            raise

    def _last_words(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        os.set_blocking(self.process.stderr.fileno(), False)
        lines = (self.process.stderr.read() or b"").decode(errors="replace").strip().splitlines()
        return lines[-1][:300] if lines else ""

    def _why_ended(self, code: int | None) -> str:
        """See `PlainChild`; a shell's convention tells signals: bubblewrap uses it too."""
        mib = self.limits.memory_bytes // MIB
        exceeded = self.watch.exceeded if self.watch else self.group.ran_out_of_memory()
        if exceeded:
            return f"it used more than the {mib:,} MiB of memory that a submission may use"
        if code is not None and code > 128:
            code = 128 - code
        if code == -signal.SIGKILL:
            seconds = self.limits.cpu_seconds
            return f"it was killed: by itself, or after {seconds:g} seconds of computing time"
        return super()._why_ended(code)

    @property
    def peak_memory(self) -> int | None:
        """See `Child.peak_memory`: all processes together, scratch space included with a group."""
        return self.watch.peak if self.watch else self.group and self.group.peak_memory()

    def _end(self) -> None:
        """Kill the sandbox's first process, and with it every other one inside."""
        if self.first is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.first, signal.SIGKILL)
        else:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()

    def close(self) -> None:
        """See `Child.close`."""
        if self.watch is not None:
            self.watch.stop()
        self._end()
        self._await_end()
        super().close()
        self.process.stderr.close()
        if self.group is not None:
            self._peak = self.group.peak_memory() or 0
            self.group.remove()
        for descriptor in (self.first, self.status):
            if descriptor is not None:
                os.close(descriptor)
        self.first = self.status = None

    def _await_end(self) -> None:
        # The first process ends when all others have; its descriptor says so.
        if self.first is not None:
            select.select([self.first], [], [], 10)


def _first_process(status: int) -> int:
    """The process id, outside, of the sandbox's first process, as bubblewrap tells it."""
    deadline = time.monotonic() + START_SECONDS
    said = b""
    while b"\n" not in said:
        ready = select.select([status], [], [], max(0.0, deadline - time.monotonic()))[0]
        part = os.read(status, 4096) if ready else b""
        if not part:
            raise ValueError("bubblewrap says nothing")
        said += part
    return int(json.loads(said.split(b"\n")[0])["child-pid"])
