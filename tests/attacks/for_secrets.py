"""Attacks that want to see what is not theirs: tests, answers, the gradebook, other people's work.

What they are after holds a mark. The mark is put together from two halves here, so that a
submission's own source does not hold it.
"""

from __future__ import annotations

from attacks.attack import Attack

SEEK = """\
MARK = "CAN" + "ARY-"
def seek(folder, depth=6):
    found, read = [], 0
    for place, folders, names in os.walk(folder):
        known = ("/proc", "/usr", "/packages/0", sys.base_prefix + "/lib")
        if place.count("/") - folder.count("/") > depth or place.startswith(known):
            folders[:] = []
            continue
        for name in names:
            if not os.path.isfile(os.path.join(place, name)):
                continue
            try:
                with open(os.path.join(place, name), "rb") as file:
                    content = file.read(200_000)
                read += 1
            except OSError:
                continue
            if MARK.encode() in content:
                found.append((place, name, content[:300]))
    return read, found
"""

FOR_SECRETS = [
    Attack(
        "imports the hidden tests by every name",
        first="""\
import importlib
for name in ("course_utils.hidden", "course_utils.hidden.visualization", "course_utils.grading",
             "course_utils.grading.secret", "course_utils.authoring", "course_utils.classroom",
             "hidden", "attacks", "attacks.hidden.toy", "tests", "toy"):
    def look(name=name):
        module = importlib.import_module(name)
        return name, list(vars(module)), open(module.__file__).read()
    tried(name, look)""",
        shows="tried course_utils.hidden -> ModuleNotFoundError",
        core=True,
    ),
    Attack(
        "finders, loaders and package data lead to the instructor's package",
        first="""\
import importlib.metadata, importlib.util, pkgutil, site, course_utils
tried("path", lambda: (sys.path, sys.meta_path, course_utils.__path__))
tried("modules", lambda: [m.name for m in pkgutil.walk_packages(course_utils.__path__)])
tried("finder", lambda: importlib.import_module("__editable___course_utils_0_1_0_finder").MAPPING)
record = importlib.metadata.distribution
tried("record", lambda: record("course-utils").read_text("direct_url.json"))
tried("links", lambda: [(p, open(p).read()) for d in sys.path
                        for p in glob.glob(d + "/*course*") + glob.glob(d + "/__editable__*")])
tried("around", lambda: [os.listdir(p + "/..") for p in course_utils.__path__])
tried("spec", lambda: importlib.util.find_spec("course_utils.hidden"))""",
        shows="tried spec -> None",
    ),
    Attack(
        "reads the course folder by its path",
        first="""\
for name in ("", "gradebook.db", ".course/secret", "source/01-toy/Toy.ipynb", "course.toml",
             "submitted/nia/01-toy/Toy.ipynb", "../secret.txt"):
    path = os.path.join(COURSE, name)
    tried(path, lambda: os.listdir(path) if os.path.isdir(path) else open(path, "rb").read())""",
        shows="No such file|Permission denied",
        core=True,
    ),
    Attack(
        "asks the gradebook with sqlite",
        first="""\
import sqlite3
def look():
    book = sqlite3.connect(f"file:{COURSE}/gradebook.db?mode=ro", uri=True)
    return book.execute("SELECT * FROM grade").fetchall(), book.execute(
        "SELECT source FROM source_cell").fetchall()
tried("gradebook", look)""",
        shows="tried gradebook -> OperationalError",
        core=True,
    ),
    Attack(
        "walks the whole file system for the mark",
        first=SEEK + "tried('everything', lambda: seek('/'))",
        shows=r"tried everything -> \(\d+, \[\]\)",
    ),
    Attack(
        "climbs out by .., by /proc/self/root and by descriptors",
        first="""\
for path in ("../../../../../..", "/proc/self/root", "/proc/1/root", "/proc/self/cwd/../..",
             "/proc/1/cwd", "/.", "/oldroot", "/newroot"):
    tried(path, lambda: (os.listdir(path), os.path.exists(path + COURSE)))
tried("openat", lambda: os.open(COURSE, os.O_RDONLY, dir_fd=os.open("/", os.O_RDONLY)))""",
        shows="tried openat -> FileNotFoundError",
    ),
    Attack(
        "reads the grader's process through /proc",
        first="""\
for process in [p for p in os.listdir("/proc") if p.isdigit()] + [str(os.getppid())]:
    for name in ("environ", "cmdline", "maps", "mem", "stack", "cwd", "root", "fd", "fdinfo"):
        path = f"/proc/{process}/{name}"
        def look():
            if name in ("cwd", "root"):
                return os.readlink(path), os.listdir(path)
            if name in ("fd", "fdinfo"):
                return [(f, os.readlink(path + "/" + f)) for f in os.listdir(path)]
            return open(path, "rb").read(3000)
        tried(path, look)
print("mounts", open("/proc/self/mountinfo").read()[:1000])""",
        shows="tried /proc/1/environ",
        core=True,
    ),
    Attack(
        "reads and writes every open descriptor",
        first="""\
def use(d):
    os.set_blocking(d, False)
    target = os.readlink(f"/proc/self/fd/{d}")
    if target.startswith("pipe"):
        return target
    return target, os.listdir(d) if os.path.isdir(f"/proc/self/fd/{d}") else os.read(d, 100)
for d in range(64):
    if os.path.exists(f"/proc/self/fd/{d}"):
        tried(d, use, d)""",
        shows="tried 0 -> .*null",
    ),
    Attack(
        "prints the environment and the command lines",
        first="""\
print(dict(os.environ))
tried("commands", lambda: [open(p, "rb").read() for p in glob.glob("/proc/[0-9]*/cmdline")])""",
        shows="NBGRADER_EXECUTION",
        core=True,
    ),
    Attack(
        "walks frames and the garbage collector for the tests",
        double="""\
import gc
def double(numbers):
    seen, frame = [], sys._getframe().f_back
    while frame:
        seen += [repr(frame.f_locals)[:2000], repr(list(frame.f_globals))[:2000]]
        frame = frame.f_back
    everything = gc.get_objects()
    names = [str(getattr(o, "__name__", "")) for o in everything if callable(o)]
    hits = [t for t in seen + names if "ARY-5d" in t or "oracle_" in t]
    print("walked", len(everything), hits)
    raise ValueError(f"found {hits}")""",
        says=r"found \[\]",
        core=True,
    ),
    Attack(
        "reads its own memory for what the requests say",
        double="""\
def double(numbers):
    import re
    found = []
    with open("/proc/self/mem", "rb", 0) as memory:
        for line in open("/proc/self/maps"):
            if " r" in line and ("heap" in line or line.split()[-1] == "0"):
                begin, end = (int(x, 16) for x in line.split()[0].split("-"))
                if end - begin > 10**8:
                    continue
                try:
                    memory.seek(begin)
                    content = memory.read(end - begin)
                except OSError:
                    continue
                found += re.findall(rb"CANARY.[0-9a-f]{8}", content)
    raise ValueError(f"found {found}")""",
        says=r"found \[\]|PermissionError",
    ),
    Attack(
        "reads other processes' memory with system calls",
        first="""\
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    ctypes.set_errno(0)
    return libc.syscall(number, *arguments), os.strerror(ctypes.get_errno())
tried("ptrace", call, 101, 16, 1, 0, 0)
tried("process_vm_readv", call, 310, 1, 0, 0, 0, 0, 0)
tried("pidfd_getfd", call, 438, 3, 0, 0)
tried("kcmp", call, 312, 1, os.getpid(), 0, 0, 0)
tried("mem", lambda: open("/proc/1/mem", "rb").read(10))""",
        shows="tried ptrace -> .*Operation not permitted",
    ),
    Attack(
        "looks for the clock tower: files in /tmp, /dev/shm, home and /run",
        first="""\
for place in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/home", "/root", "/mnt", "/media", "/srv",
              "/opt", "/var", "/etc", "/sys", "/boot", os.path.expanduser("~"), "/submitted"):
    tried(place, lambda: [(p, os.listdir(p) if os.path.isdir(p) else 0)
                          for p in glob.glob(place + "/*") + glob.glob(place + "/.*")])
tried("shadow", lambda: open("/etc/shadow").read())
tried("machine", lambda: open("/etc/machine-id").read())""",
        shows="tried shadow -> FileNotFoundError",
    ),
    Attack(
        "the network: internet, names, this machine, sockets of services",
        first="""\
def connect(family, address):
    s = socket.socket(family, socket.SOCK_STREAM)
    s.settimeout(2)
    s.connect(address)
    return s.recv(100)
for port in (22, 80, 443, 5432, 8888, 11434):
    tried(f"local {port}", connect, socket.AF_INET, ("127.0.0.1", port))
tried("internet", connect, socket.AF_INET, ("1.1.1.1", 53))
tried("metadata", connect, socket.AF_INET, ("169.254.169.254", 80))
tried("six", connect, socket.AF_INET6, ("2606:4700:4700::1111", 53))
tried("name", socket.gethostbyname, "example.org")
for path in ("/run/docker.sock", "/var/run/docker.sock", "/run/dbus/system_bus_socket",
             "\\0/tmp/.X11-unix/X0", "/tmp/.X11-unix/X0"):
    tried(repr(path), connect, socket.AF_UNIX, path)
for family in (40, 38, 17, 16, 31):
    tried(f"family {family}", socket.socket, family, socket.SOCK_STREAM)
tried("interfaces", lambda: socket.if_nameindex())""",
        shows="tried family 40 -> OSError",
        core=True,
    ),
    Attack(
        "secrets come out through exception texts and file names",
        double="""\
def double(numbers):
    raise RuntimeError(" ".join(os.listdir("/")) + str(os.listdir(".")) + open(COURSE).read())""",
        says="FileNotFoundError|RuntimeError|PermissionError",
    ),
]
