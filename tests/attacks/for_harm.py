"""Attacks that want to break something: the grader, the machine, other people's grades."""

from __future__ import annotations

from attacks.attack import Attack

#: `call(name, …)` makes a system call, as far as this machine's numbers are those of x86-64.
CALLS = """\
libc = ctypes.CDLL(None, use_errno=True)
NUMBERS = dict(mount=165, umount2=166, unshare=272, chroot=161, pivot_root=155, setns=308, bpf=321,
               perf_event_open=298, userfaultfd=323, keyctl=250, add_key=248, io_uring_setup=425,
               clone3=435, memfd_create=319, kexec_load=246, init_module=175, reboot=169,
               settimeofday=164, clock_settime=227, sethostname=170, swapoff=168, iopl=172,
               open_tree=428, fsopen=430, name_to_handle_at=303, open_by_handle_at=304, shmget=29,
               syslog=103, acct=163, mknod=133, setuid=105, capset=126)
def call(name, *arguments):
    ctypes.set_errno(0)
    result = libc.syscall(NUMBERS[name], *arguments)
    return result, os.strerror(ctypes.get_errno())
"""
SMALL = {"memory_bytes": 400 * 1024 * 1024}

FOR_HARM = [
    Attack(
        "updates the gradebook and deletes the course",
        first="""\
import shutil, sqlite3
def update():
    book = sqlite3.connect(COURSE + "/gradebook.db")
    book.execute("UPDATE grade SET manual_score = 100, auto_score = 100")
    book.commit()
tried("update", update)
tried("write", lambda: open(COURSE + "/pwned", "w").write("x"))
tried("chmod", os.chmod, COURSE, 0o777)
tried("delete", shutil.rmtree, COURSE)
tried("link", os.symlink, COURSE, "link")
tried("through the link", lambda: os.listdir("link"))""",
        shows="tried write -> (FileNotFoundError|PermissionError)",
        core=True,
    ),
    Attack(
        "writes into Python, the packages and the shipment",
        first="""\
import course_utils, numpy
places = [os.path.dirname(m.__file__) for m in (os, numpy, course_utils)] + sys.path + [
    "/", "/usr/bin", "/usr/lib", "/etc", "/dev", "/submitted", "/shipment", "/proc", "/sys"]
for place in places:
    def write():
        with open(os.path.join(place, "sitecustomize.py"), "w") as file:
            file.write("raise SystemExit")
    tried(place, write)
tried("remount", lambda: subprocess.run(["mount", "-o", "remount,rw", "/usr"], capture_output=True))
tried("chmod", os.chmod, course_utils.__file__, 0o666)""",
        shows="tried /usr/bin -> OSError|tried /usr/bin -> PermissionError",
    ),
    Attack(
        "leaves start-up files for the next student",
        first="""\
home = os.path.expanduser("~")
os.makedirs(home + "/.ipython/profile_default/startup", exist_ok=True)
for path in (home + "/.ipython/profile_default/startup/00.py", home + "/sitecustomize.py",
             "/tmp/sitecustomize.py", "/dev/shm/left", home + "/.bashrc", "/box/left"):
    tried(path, lambda: open(path, "w").write("import os; os._exit(1)"))""",
        shows="tried /dev/shm/left -> 22",
        core=True,
    ),
    Attack(
        "ends the process: _exit in a cell",
        first="import os\nos._exit(0)",
        says=r"ended the Python process \(exit code 0\)",
        core=True,
    ),
    Attack(
        "ends the process: exit, a fault, a signal, an abort in a function",
        double="""\
def double(numbers):
    ctypes.string_at(0)""",
        brightness="def brightness(picture):\n    os.abort()",
        last="sys.exit(3)",
        says=r"ended the Python process \(signal 11\)",
    ),
    Attack(
        "kills itself as if memory had run out",
        double="def double(numbers):\n    os.kill(os.getpid(), signal.SIGKILL)",
        says="it was killed: by itself",
    ),
    Attack(
        "signals everybody: siblings, parent, process 1, all",
        first="""\
for target in (os.getppid(), 1, -1, -os.getpgrp(), 2, 3, 100, 1000):
    for number in (signal.SIGTERM, signal.SIGKILL, signal.SIGSTOP):
        if target not in (-1, -os.getpgrp(), 2, 3):
            tried(f"{target} {number}", os.kill, target, number)
print("tried all")
os.kill(-1, signal.SIGKILL)
os.killpg(os.getpgrp(), signal.SIGKILL)""",
        says="killed|ended|twice as large",
        core=True,
    ),
    Attack(
        "a loop without end",
        double="def double(numbers):\n    while True: pass",
        says="did not finish within 2 seconds",
        limits={"request_seconds": 2},
        core=True,
    ),
    Attack(
        "a loop that catches everything and every signal",
        first="""\
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    try:
        while True: pass
    except BaseException:
        pass""",
        says="did not finish within 3 seconds",
        limits={"cell_seconds": 3},
    ),
    Attack(
        "uses up the computing time in many processes",
        first="""\
signal.signal(signal.SIGXCPU, signal.SIG_IGN)
for _ in range(6):
    if os.fork() == 0:
        while True: pass
while True: pass""",
        says="computing time|did not finish",
        limits={"cpu_seconds": 1, "cell_seconds": 12},
    ),
    Attack(
        "a fork bomb",
        first="""\
while True:
    try:
        os.fork()
    except OSError:
        time.sleep(0.01)""",
        says="did not finish|memory|ended",
        limits={"cell_seconds": 3, "processes": 60},
        core=True,
    ),
    Attack(
        "a fork bomb of shells",
        first="""\
subprocess.run(["sh", "-c", ":(){ :|:& };:"], timeout=3)
time.sleep(1)
print("tried a bomb")""",
        limits={"cell_seconds": 8, "processes": 60},
    ),
    Attack(
        "a thread bomb",
        first="""\
def sleep():
    time.sleep(1000)
started = 0
try:
    while True:
        threading.Thread(target=sleep, daemon=True).start()
        started += 1
except RuntimeError as error:
    print("tried threads ->", started < 100, error)""",
        shows="tried threads -> True",
        limits={"processes": 100},
    ),
    Attack(
        "fills the memory",
        first="kept = []\nwhile True:\n    kept.append(bytearray(10_000_000))",
        says="more than the 400 MiB of memory",
        limits=SMALL,
        core=True,
    ),
    Attack(
        "fills the memory with one allocation inside a test",
        double="""\
def double(numbers):
    import numpy as np
    return np.ones(10**9)""",
        says="memory|MemoryError",
        limits=SMALL,
    ),
    Attack(
        "fills the memory with children, each below the limit",
        first="""\
for _ in range(10):
    if os.fork() == 0:
        kept = bytearray(b"x") * 80_000_000
        time.sleep(1000)
time.sleep(15)""",
        says="more than the 400 MiB of memory|did not finish",
        limits=SMALL | {"cell_seconds": 10},
    ),
    Attack(
        "fills the memory behind the limits: shared memory, memory files, pipes",
        first=CALLS
        + """\
tried("shmget", call, "shmget", 0, 300_000_000, 0o1600)
tried("memfd", call, "memfd_create", b"x", 0)
from multiprocessing import shared_memory
def share():
    block = shared_memory.SharedMemory(create=True, size=300_000_000)
    block.buf[:] = bytes(300_000_000)
tried("dev shm", lambda: open("/dev/shm/fill", "wb").write(bytes(300_000_000)))""",
        shows="tried memfd -> .*not implemented",
        says="",
    ),
    Attack(
        "fills the disk",
        first="""\
def fill(place):
    written, number = 0, 0
    try:
        while True:
            with open(f"{place}/{number}", "wb") as file:
                for _ in range(20):
                    written += file.write(bytes(1_000_000))
            number += 1
    except OSError as error:
        return written < 70_000_000, str(error)
for place in (".", "/tmp", os.path.expanduser("~"), "/dev/shm"):
    tried(place, fill, place)""",
        shows=r"tried \. -> \(True, .*No space left",
        limits={"scratch_bytes": 60 * 1024 * 1024},
        core=True,
    ),
    Attack(
        "one endless file, a sparse one, and a million empty ones",
        first="""\
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
def endless():
    with open("endless", "wb") as file:
        while True:
            file.write(bytes(1_000_000))
def sparse():
    with open("sparse", "wb") as file:
        file.truncate(10**12)
def many():
    os.mkdir("many")
    begun = time.monotonic()
    for number in range(10**6):
        open(f"many/{number}", "w").close()
        if time.monotonic() - begun > 2:
            return number
tried("endless", endless), tried("sparse", sparse), tried("many", many)""",
        shows="tried endless -> OSError: .*File too large",
        limits={"file_bytes": 20 * 1024 * 1024},
    ),
    Attack(
        "opens descriptors until none are left",
        first="""\
opened = []
try:
    while True:
        opened.append(os.open("/dev/null", os.O_RDONLY))
except OSError as error:
    print("tried to open ->", len(opened) < 600, error)
for d in opened:
    os.close(d)""",
        shows="tried to open -> True",
    ),
    Attack(
        "a process that stays behind in a session of its own",
        first="""\
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for d in range(3, 64):
            try: os.close(d)
            except OSError: pass
        open("daemon-that-stays", "w")
        os.execv("/bin/sh", ["sh", "-c", "sleep 98765"])
    os._exit(0)
subprocess.Popen(["sh", "-c", "nohup setsid sleep 98765 &"])
time.sleep(0.3)
print("tried to stay")""",
        shows="tried to stay",
        core=True,
    ),
    Attack(
        "mounts, namespaces, clocks and other privileged calls",
        first=CALLS
        + """\
for name, arguments in dict(
    mount=(b"x", b"/tmp", b"tmpfs", 0, 0), umount2=(b"/usr", 2), unshare=(0x10000000,),
    chroot=(b"/tmp",), pivot_root=(b"/", b"/tmp"), setns=(0, 0), bpf=(0, 0, 0),
    perf_event_open=(0, 0, -1, -1, 0), userfaultfd=(0,), keyctl=(0, 0), io_uring_setup=(8, 0),
    clone3=(0, 0), kexec_load=(0, 0, 0, 0), init_module=(0, 0, 0), reboot=(0, 0, 0),
    settimeofday=(0, 0), clock_settime=(0, 0), sethostname=(b"x", 1), swapoff=(b"x",), iopl=(3,),
    open_tree=(-100, b"/", 1), fsopen=(b"tmpfs", 0), syslog=(3, 0, 0), acct=(0,), setuid=(0,),
).items():
    tried(name, call, name, *arguments)
print({line for line in open("/proc/self/status") if line.startswith(("CapEff", "CapPrm", "NoNew",
      "Uid", "Seccomp:"))})""",
        shows=r"tried unshare -> \(-1, 'Operation not permitted'\)",
        core=True,
    ),
    Attack(
        "programs that change the user",
        first="""\
for command in ("su -c id", "sudo -n id", "mount", "passwd -d root", "newgrp root", "pkexec id",
                "unshare -Ur id", "bwrap --bind / / id", "fusermount -V"):
    tried(command, lambda: subprocess.run(command.split(), capture_output=True, timeout=5))
tried("root", os.setresuid, 0, 0, 0)
print("user", os.getresuid())""",
        shows="tried root -> (PermissionError|OSError)",
    ),
    Attack(
        "devices: memory, disks, the kernel's log, new nodes",
        first="""\
for path in ("/dev/mem", "/dev/kmsg", "/dev/vda", "/dev/sda", "/dev/kvm", "/dev/fuse", "/dev/tun",
             "/dev/vsock", "/proc/kcore", "/proc/kmsg", "/dev/console", "/dev/tty"):
    tried(path, lambda: open(path, "rb").read(16))
tried("node", os.mknod, "node", 0o600 | 0o060000, os.makedev(254, 0))
tried("use node", lambda: open("node", "rb").read(10))""",
        shows="tried node -> PermissionError",
    ),
    Attack(
        "the kernel's switches and its control groups",
        first="""\
for path, value in {
    "/proc/sys/kernel/core_pattern": "|/bin/sh", "/proc/sysrq-trigger": "b",
    "/proc/sys/kernel/hostname": "x", "/proc/self/oom_score_adj": "-1000",
    "/proc/1/oom_score_adj": "1000", "/proc/sys/vm/drop_caches": "3",
    "/sys/fs/cgroup/memory/memory.limit_in_bytes": "-1", "/sys/fs/cgroup/cgroup.procs": "1",
    "/proc/self/uid_map": "0 0 1", "/proc/self/loginuid": "0",
}.items():
    tried(path, lambda: open(path, "w").write(value))
tried("limits", lambda: __import__("resource").setrlimit(0, (-1, -1)))
tried("nice", os.nice, -10)""",
        shows="tried limits -> (ValueError|PermissionError)",
    ),
    Attack(
        "clock and locale tricks",
        first="""\
import locale, datetime, random
import numpy as np
time.time = time.monotonic = time.perf_counter = lambda: 0.0
time.sleep = lambda s: None
os.environ.update(TZ="Pacific/Kiritimati", LC_ALL="tr_TR.UTF-8", PYTHONHASHSEED="1")
time.tzset()
tried("locale", locale.setlocale, locale.LC_ALL, "")
random.seed = np.random.seed = lambda *a: None
np.set_printoptions(precision=0)
np.seterr(all="raise")
print("tried clocks")""",
        shows="tried clocks",
        says="twice as large",
    ),
    Attack(
        "stops answering but stays alive, with a thread that keeps the pipe open",
        double="""\
def double(numbers):
    signal.pause()""",
        says="did not finish within 2 seconds",
        limits={"request_seconds": 2},
    ),
    Attack(
        "closes the pipes",
        first="os.closerange(3, 64)\nprint('closed')",
        says="ended the Python process|message",
    ),
    Attack(
        "feeds a terminal that is not there",
        first="""\
import fcntl
for d in (0, 1, 2):
    tried("push", lambda: [fcntl.ioctl(d, 0x5412, c.encode()) for c in "id\\n"])
os.write(1, b"\\x1b[2J straight to the terminal")
os.write(2, b"\\x1b]0;owned\\x07")
tried("tty", lambda: open("/dev/tty", "w").write("hello"))""",
        shows="tried push -> (PermissionError|OSError)",
    ),
    Attack(
        "recursion until the stack is gone",
        double="""\
sys.setrecursionlimit(10**9)
def double(numbers):
    return double([numbers])""",
        brightness="""\
def brightness(picture):
    thing = ()
    for _ in range(10**6):
        thing = (thing,)
    return thing""",
        says="signal 11|RecursionError|nested|MemoryError|memory",
    ),
]
