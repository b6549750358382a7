"""Attacks by what lies in the submission's folder, or by the folder's own name.

`says` is what the report of the whole class must say; empty where the submission is graded, with
no points, as if the extra files were not there.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

from nbformat import v4

from attacks.attack import Attack


def _link(name: str, target: str):
    def files(folder: Path, course: Path) -> None:
        path = folder / name
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target.replace("@COURSE@", str(course)))

    return files


def _pipe(folder: Path, course: Path) -> None:
    os.mkfifo(folder / "pipe.csv")


def _socket(folder: Path, course: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        here = os.getcwd()
        os.chdir(folder)  # a socket's path may be no longer than 107 bytes
        try:
            bound.bind("s")
        finally:
            os.chdir(here)


def _sparse(folder: Path, course: Path) -> None:
    with (folder / "huge.npz").open("wb") as file:
        file.truncate(3 * 1024**4)


def _deep(folder: Path, course: Path) -> None:
    deep = folder
    for _ in range(60):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "x").write_text("x")


def _many(folder: Path, course: Path) -> None:
    (folder / "many").mkdir()
    for number in range(10_100):
        (folder / "many" / str(number)).touch()


def _odd_names(folder: Path, course: Path) -> None:
    for name in (b"\xff\xfe.txt", b"two\nlines", b"-rf", b"[red]", b"\x1b[2J", b"a" * 255, b"*"):
        with open(os.path.join(os.fsencode(folder), name), "w") as file:
            file.write("x")
    (folder / "Toy.ipynb.txt").write_text("x")


def _takes_over(folder: Path, course: Path) -> None:
    """Files that a program run in this folder might load in the place of its own."""
    pwn = f"import os; os.system('touch {course}/pwned')\n"
    for name in (
        "nbgrader_config.py",
        "jupyter_config.py",
        "sitecustomize.py",
        "usercustomize.py",
        "conftest.py",
        "numpy.py",
        "json.py",
        "IPython/__init__.py",
        "course_utils/__init__.py",
        "course_utils/hidden/__init__.py",
        "course_utils/exercises/kernel.py",
        ".ipython/profile_default/startup/00.py",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pwn)
    (folder / "course.toml").write_text('[[assignment]]\nname = "01-toy"\n[limits]\nx = 1\n')
    (folder / "gradebook.db").write_text("not a database")
    (folder / "pyvenv.cfg").write_text("home = /\n")
    (folder / "timestamp.txt").write_text("1970-01-01 00:00:00 UTC")


def _points_of_her_own(notebook) -> None:
    """More points for the real tests, a test cell of her own, twins, and solutions as tests."""
    for cell in notebook.cells:
        nbgrader = cell.metadata.get("nbgrader")
        if nbgrader and "points" in nbgrader:
            nbgrader["points"] = 1000.0
            cell.source = "1000.0"
    own = v4.new_code_cell("1000.0", id="own")
    own.metadata["nbgrader"] = {
        "grade": True,
        "solution": False,
        "locked": False,
        "task": False,
        "schema_version": 3,
        "grade_id": "test_mine",
        "points": 1000.0,
    }
    notebook.cells.append(own)


def _twins(notebook) -> None:
    """The test cell twice, and the exercise again as something already graded."""
    twin = v4.new_code_cell("2.0", id="twin")
    twin.metadata["nbgrader"] = dict(notebook.cells[-1].metadata["nbgrader"], points=2.0)
    notebook.cells.append(twin)
    for cell in notebook.cells:
        nbgrader = cell.metadata.get("nbgrader")
        if nbgrader and nbgrader["grade_id"] == "double":
            nbgrader |= {"grade": True, "points": 50.0, "locked": True}


def _no_tests(notebook) -> None:
    """No test cell at all: nothing to fail."""
    notebook.cells = [
        cell
        for cell in notebook.cells
        if not str(cell.metadata.get("nbgrader", {}).get("grade_id")).startswith("test_")
    ]


LINK = "is a link"
FOR_FOLDERS = [
    Attack(
        "the notebook is a link to the solved one",
        files=_link("Toy.ipynb", "@COURSE@/source/01-toy/Toy.ipynb"),
        says=LINK,
        core=True,
    ),
    Attack(
        "a file is a link to the gradebook",
        files=_link("data.csv", "@COURSE@/gradebook.db"),
        first="tried('data', lambda: open('data.csv', 'rb').read())",
        says=LINK,
        core=True,
    ),
    Attack("a folder is a link to the course", files=_link("more", "@COURSE@"), says=LINK),
    Attack("a link that goes up", files=_link("up", "../../.."), says=LINK),
    Attack("a link to a device that never ends", files=_link("z", "/dev/zero"), says=LINK),
    Attack("a link to itself", files=_link("loop", "loop"), says=LINK),
    Attack("a named pipe that nobody fills", files=_pipe, says="no ordinary file"),
    Attack("a socket", files=_socket, says="no ordinary file"),
    Attack("a file of three terabytes", files=_sparse, says="bytes"),
    Attack("ten thousand files", files=_many, says="files"),
    Attack("folders sixty deep", files=_deep, says="deep"),
    Attack(
        "files with odd names",
        files=_odd_names,
        first="print('tried', os.listdir('.'))",
        core=True,
    ),
    Attack(
        "a configuration, a course and modules of her own",
        files=_takes_over,
        first="import numpy, json\nprint('tried', os.listdir('.'), numpy.__file__)",
        core=True,
    ),
    Attack("a thousand points for each test", change=_points_of_her_own, core=True),
    Attack("twins of the test cells", change=_twins),
    Attack("no test cells", change=_no_tests),
]
#: Folder names that mean something to a shell, a pattern or a path.
ODD_STUDENTS = ("*", "?????", "[a-z]*", "..evil", "-rf", "a\nb", "$(id)", "eve;id", "'", "%2e%2e")
