"""`course doctor`: what works on this machine, and what to do about what does not."""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from course_utils.errors import UserMistake


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's report: what was looked at, and what to do when it is not well."""

    what: str
    well: bool
    says: str


def _python() -> str:
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        raise UserMistake("install Python 3.11, 3.12 or 3.13")
    return sys.version.split()[0]


def _opencv() -> str:
    import cv2

    path = Path(cv2.data.haarcascades) / "haarcascade_frontalface_default.xml"
    if not hasattr(cv2, "CascadeClassifier") or not path.is_file():
        raise UserMistake(f"version {cv2.__version__} has no Haar cascades: install a version < 5")
    return cv2.__version__


def _library(name: str) -> Callable[[], str]:
    def look() -> str:
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            raise UserMistake("not installed: run `make setup`") from None

    return look


def _alembic() -> str:
    if shutil.which("alembic") is None:
        raise UserMistake("not on PATH: activate the environment; nbgrader calls it by name")
    return "on PATH"


def _course() -> str:
    from course_utils.grading.course import find_root, load_course

    course = load_course(find_root())
    return f"{course.title}: {len(course.assignments)} assignments"


def _kernel() -> str:
    from course_utils.exercises.codec import decode, encode
    from course_utils.grading.launcher import PlainLauncher
    from course_utils.grading.limits import Limits
    from course_utils.grading.shipment import copy_shipment

    with tempfile.TemporaryDirectory(prefix="doctor-") as folder:
        box = Path(folder) / "box"
        for name in ("work", "home"):
            (box / name).mkdir(parents=True)
        copy_shipment(Path(folder) / "shipment")
        child = PlainLauncher().start(Path(folder) / "shipment", box, Limits())
        try:
            cell = "import course_utils.hidden"
            reply = decode(child.exchange(encode({"op": "run_cell", "source": cell}), 60)).body
        finally:
            child.close()
    if reply["value"]["ok"]:
        raise UserMistake("a student's kernel can import the hidden tests: report this")
    return "starts, and cannot import the hidden tests"


LOOKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("Python", _python),
    ("OpenCV", _opencv),
    ("TensorFlow", _library("tensorflow")),
    ("nbgrader", _library("nbgrader")),
    ("alembic", _alembic),
    ("course.toml", _course),
    ("student kernel", _kernel),
)


def examine() -> bool:
    """Look at everything and print a table.

    Returns:
        Whether all is well.
    """
    findings = []
    for what, look in LOOKS:
        try:
            findings.append(Finding(what, True, look()))
        except UserMistake as mistake:
            findings.append(Finding(what, False, str(mistake)))
        except Exception as error:  # the doctor reports whatever is wrong, and goes on
            findings.append(Finding(what, False, f"{type(error).__name__}: {error}"))
    table = Table(title="This machine", title_justify="left")
    for column in ("", "what", "finding"):
        table.add_column(column)
    for finding in findings:
        table.add_row("ok" if finding.well else "!!", finding.what, finding.says)
    console = Console(width=None if Console().is_terminal else 120)
    console.print(table)
    console.print(
        "Isolation: student code runs as your own user and can read your files. "
        "Grade strangers' submissions on a machine that holds nothing else."
    )
    return all(finding.well for finding in findings)
