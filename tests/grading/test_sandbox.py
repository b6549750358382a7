"""The sandbox itself: what it shows, which limits it keeps, what is left when the grader dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from course_utils.errors import UserMistake
from course_utils.exercises.codec import decode, encode
from course_utils.exercises.student import Unresponsive
from course_utils.grading import boxes, cgroups, isolation, sandbox_view, seccomp
from course_utils.grading.launcher import PlainLauncher
from course_utils.grading.limits import MIB, Limits
from course_utils.grading.sandbox import SandboxFailed, SandboxLauncher

PROBLEM = isolation.why_not()
needs_sandbox = pytest.mark.skipif(PROBLEM is not None, reason=f"NO SANDBOX HERE: {PROBLEM}")


@pytest.fixture
def own_boxes(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture(params=["control group", "looking"])
def launcher(request):
    hierarchy = cgroups.find() if request.param == "control group" else None
    if request.param == "control group" and hierarchy is None:
        pytest.skip("NO CONTROL GROUPS can be made here; the limits are kept by looking")
    return SandboxLauncher(hierarchy)


@pytest.fixture
def start(launcher, shipment, own_boxes):
    children = []

    def start(**limits):
        box = boxes.Box()
        (box.path / "work" / "data.csv").write_text("1,2")
        child = launcher.start(shipment, box.path, Limits(**limits))
        children.append((child, box))
        return child

    yield start
    for child, box in children:
        child.close()
        box.remove()


def run(child, source: str, seconds: float = 60) -> str:
    message = encode({"op": "run_cell", "source": source})
    outputs = decode(child.exchange(message, seconds)).body["value"]["outputs"]
    return "".join(o.get("text") or o.get("evalue") or str(o.get("data")) for o in outputs)


@needs_sandbox
def test_sees_its_own_files_and_no_others(start, tmp_path):
    child = start()
    assert (
        run(child, "import os; print(os.listdir('.'), os.getcwd())") == "['data.csv'] /box/work\n"
    )
    (tmp_path / "secret").write_text("x")
    for path in (tmp_path / "secret", Path(__file__), Path(sys.prefix) / "pyvenv.cfg"):
        assert run(child, f"import os; print(os.path.exists({str(path)!r}))") == "False\n"
    assert "No module named 'course_utils.hidden'" in run(child, "import course_utils.hidden")
    command = run(child, "print(open('/proc/1/cmdline').read())")
    assert "BOOTSTRAP" not in command and str(tmp_path) not in command


@needs_sandbox
def test_has_no_privilege(start):
    child = start()
    status = run(child, "print(open('/proc/self/status').read())")
    values = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert int(values["CapEff"], 16) == int(values["CapPrm"], 16) == int(values["CapAmb"], 16) == 0
    assert values["NoNewPrivs"] == "1"
    assert "0" not in values["Uid"].split() + values["Gid"].split() + values["Groups"].split()
    assert seccomp.program() is None or values["Seccomp"] == "2"
    (inside,) = [p for p in psutil.Process().children(recursive=True) if "-S" in p.cmdline()[1:2]]
    assert 0 not in (inside.uids().real, inside.uids().effective)


@needs_sandbox
def test_memory_of_all_processes_together(start):
    child = start(memory_bytes=300 * MIB)
    with pytest.raises(Unresponsive, match="more than the 300 MiB of memory"):
        run(child, "kept = []\nwhile True: kept.append(bytearray(b'x') * 5_000_000)")
    assert child.peak_memory > 200 * MIB


@needs_sandbox
def test_processes_and_scratch_space(start):
    child = start(processes=40, scratch_bytes=8 * MIB, open_files=100)
    assert "can't start new thread" in run(
        child,
        "import threading, time\n"
        "for _ in range(100):\n"
        "    threading.Thread(target=time.sleep, args=(5,), daemon=True).start()",
    )
    fill = "with open({!r}, 'wb') as f:\n    while True: f.write(bytes(100_000))"
    assert "No space left" in run(child, fill.format("/tmp/x"))
    assert "No space left" in run(child, fill.format("/dev/shm/x"))
    assert "Read-only" in run(child, fill.format("/x"))
    assert "Too many open files" in run(child, "f = [open('/dev/null') for _ in range(200)]")


@needs_sandbox
def test_computing_time(start):
    child = start(cpu_seconds=1)
    with pytest.raises(Unresponsive, match="used up the computing time"):
        run(child, "while True: pass")


@needs_sandbox
def test_nothing_is_left_after_closing(launcher, shipment, own_boxes):
    descriptors = psutil.Process().num_fds()
    others = set(psutil.Process().children(recursive=True))  # kernels of other tests
    box = boxes.Box()
    child = launcher.start(shipment, box.path, Limits())
    run(child, "import subprocess; subprocess.Popen(['sleep', '1000'], start_new_session=True)")
    children = set(psutil.Process().children(recursive=True)) - others
    assert len(children) >= 3
    child.close()
    box.remove()
    assert not psutil.wait_procs(list(children), timeout=5)[1]
    assert psutil.Process().num_fds() == descriptors
    assert not list(own_boxes.glob("course-boxes-*/box-*"))
    if launcher.hierarchy:
        for parent in launcher.hierarchy.parents.values():
            assert not list(parent.glob(f"{cgroups.PREFIX}{os.getpid()}-*"))


GRADER = """
import sys, tempfile, time
from pathlib import Path
from course_utils.exercises.codec import encode
from course_utils.grading import boxes, cgroups
from course_utils.grading.limits import Limits
from course_utils.grading.sandbox import SandboxLauncher
tempfile.tempdir = sys.argv[2]
child = SandboxLauncher(cgroups.find()).start(Path(sys.argv[1]), boxes.Box().path, Limits())
print("started", flush=True)
cell = "import subprocess\\nsubprocess.run(['setsid', 'sleep', '54321'])"
child.exchange(encode({"op": "run_cell", "source": cell}), 1000)
"""


@needs_sandbox
def test_nothing_is_left_after_kill_9_of_the_grader(shipment, own_boxes):
    grader = subprocess.Popen(
        [sys.executable, "-c", GRADER, str(shipment), str(own_boxes)], stdout=subprocess.PIPE
    )
    assert grader.stdout.readline() == b"started\n"
    for _ in range(200):
        inside = psutil.Process(grader.pid).children(recursive=True)
        if any("54321" in p.cmdline() for p in inside):
            break
        time.sleep(0.05)
    assert len(inside) >= 4
    grader.send_signal(signal.SIGKILL)
    grader.wait()
    grader.stdout.close()
    assert not psutil.wait_procs(inside, timeout=10)[1]
    (left,) = own_boxes.glob("course-boxes-*/box-*")
    boxes.Box().remove()
    assert not left.exists()
    cgroups.find.cache_clear()
    hierarchy = cgroups.find()
    for parent in hierarchy.parents.values() if hierarchy else ():
        assert not list(parent.glob(f"{cgroups.PREFIX}{grader.pid}-*"))


@needs_sandbox
def test_a_sandbox_that_does_not_start_is_nobodys_fault(shipment, own_boxes, monkeypatch):
    monkeypatch.setattr(sandbox_view, "LINKER_FILES", ())
    monkeypatch.setattr(
        sandbox_view, "SHIPMENT", Path("/proc/sys/nowhere")
    )  # bubblewrap cannot put it there
    descriptors = psutil.Process().num_fds()
    box = boxes.Box()
    with pytest.raises(SandboxFailed, match=r"^the sandbox does not start: .+") as failed:
        SandboxLauncher(cgroups.find()).start(shipment, box.path, Limits())
    assert "\n" not in str(failed.value)
    box.remove()
    assert psutil.Process().num_fds() == descriptors


# ------------------------------------------------------------------ without a sandbox


@pytest.fixture
def broken(monkeypatch):
    monkeypatch.setattr(isolation, "why_not", lambda: "bubblewrap is not installed")
    monkeypatch.delenv(isolation.VARIABLE, raising=False)


def test_refuses_unless_told_by_name(broken, monkeypatch):
    with pytest.raises(UserMistake, match="--no-sandbox"):
        isolation.launcher()
    with isolation.sandbox(isolation.OFF):
        assert isinstance(isolation.launcher(), PlainLauncher) and isolation.is_off()
    with isolation.sandbox(isolation.PREFERRED):
        assert isinstance(isolation.launcher(), PlainLauncher)
    monkeypatch.setenv(isolation.VARIABLE, "1")
    assert isinstance(isolation.launcher(), PlainLauncher) and isolation.is_off()


@pytest.mark.parametrize(
    ("platform", "bwrap", "version", "words"),
    [
        ("darwin", "/bin/bwrap", (0, 8), "needs Linux"),
        ("linux", None, (0, 8), "not installed"),
        ("linux", "/bin/bwrap", (0, 6, 1), "too old"),
    ],
)
def test_says_what_is_missing(monkeypatch, platform, bwrap, version, words):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(isolation.shutil, "which", lambda name: bwrap)
    monkeypatch.setattr(isolation, "bubblewrap_version", lambda: version)
    isolation.why_not.cache_clear()
    assert words in isolation.why_not()
    isolation.why_not.cache_clear()


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("bwrap: No permissions to create new namespace", "allow user namespaces"),
        ("bwrap: setting up uid map: Permission denied", "allow user namespaces"),
        ("bwrap: Can't mount proc on /newroot/proc: Operation not permitted", "masks /proc"),
        (
            "bwrap: Can't find source path /somewhere/python: Permission denied",
            "let this user read",
        ),
    ],
)
def test_says_what_to_do(monkeypatch, said, advice):
    def fail(launcher):
        raise SandboxFailed(said)

    monkeypatch.setattr(isolation.shutil, "which", lambda name: "/bin/bwrap")
    monkeypatch.setattr(isolation, "bubblewrap_version", lambda: (0, 11))
    monkeypatch.setattr(isolation, "start_one", fail)
    isolation.why_not.cache_clear()
    assert isolation.why_not().startswith(said) and advice in isolation.why_not()
    isolation.why_not.cache_clear()


def test_limits_are_told():
    limits = isolation.limits_in_force()
    assert {"memory", "processes", "wall time", "system calls"} <= {limit.what for limit in limits}


# ------------------------------------------------------------------ control groups on paper

V1 = """\
30 1 0:26 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
31 1 0:27 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids
""".replace("/sys/fs", "@")
V2 = "30 1 0:26 / @/cgroup rw - cgroup2 cgroup2 rw\n"


def test_version_1_is_found(tmp_path):
    for name in ("memory", "pids"):
        (tmp_path / "cgroup" / name / "user").mkdir(parents=True)
    membership = "8:pids:/user\n4:memory:/user\n0::/\n"
    found = cgroups.look_for(V1.replace("@", str(tmp_path)), membership)
    assert found.version == 1
    assert found.parents["memory"] == tmp_path / "cgroup/memory/user"


def test_version_2_is_found_and_handed_on(tmp_path):
    own = tmp_path / "cgroup" / "user.slice"
    own.mkdir(parents=True)
    (own / "cgroup.controllers").write_text("cpu memory pids\n")
    (own / "cgroup.subtree_control").write_text("")
    (own / "cgroup.procs").write_text("12\n")
    found = cgroups.look_for(V2.replace("@", str(tmp_path)), "0::/user.slice\n")
    # The fake file keeps what was written, which the kernel would turn into "memory pids".
    assert (own / "cgroup.subtree_control").read_text() == "+memory +pids"
    assert (own / "course-grader" / "cgroup.procs").read_text() == "12"
    assert found is None
    (own / "cgroup.subtree_control").write_text("memory pids\n")
    found = cgroups.look_for(V2.replace("@", str(tmp_path)), "0::/user.slice\n")
    assert (found.version, found.parents) == (2, {"memory": own, "pids": own})


def test_a_group_of_version_2(tmp_path, monkeypatch):
    written = {}
    monkeypatch.setattr(Path, "write_text", lambda p, text: written.update({p.name: text}))
    cgroups.make(cgroups.Hierarchy(2, {"memory": tmp_path, "pids": tmp_path}), Limits())
    assert written["memory.max"] == str(2048 * MIB) and written["pids.max"] == "512"


@pytest.mark.parametrize("membership", ["", "0::/\n", "4:memory:/\n"])
def test_no_groups_without_hierarchies(membership):
    assert cgroups.look_for("", membership) is None


def test_a_folder_that_may_not_be_written_is_no_place(tmp_path):
    membership = "4:memory:/not-there\n"
    assert cgroups.look_for(V1.replace("@", str(tmp_path)), membership) is None


def test_the_report_says_that_the_sandbox_was_left_out(tmp_path):
    from course_utils.grading.course import load_course
    from course_utils.grading.report_page import write_report

    (tmp_path / "course.toml").write_text('[[assignment]]\nname = "01-toy"\n')
    course = load_course(tmp_path)
    assert "WITHOUT the sandbox" in write_report(course, [], isolation.WARNING).read_text()
    assert "WITHOUT the sandbox" not in write_report(course, []).read_text()
