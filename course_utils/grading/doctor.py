"""`course doctor`: what works on this machine, and what to do about what does not."""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
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
    number = len(course.assignments)
    return f"{course.title}: {number} assignment{'s' if number != 1 else ''}"


def _kernel() -> str:
    from course_utils.exercises.codec import decode, encode
    from course_utils.grading.boxes import Box
    from course_utils.grading.isolation import PREFERRED, launcher, sandbox
    from course_utils.grading.limits import Limits
    from course_utils.grading.shipment import copy_shipment

    box = Box()
    try:
        copy_shipment(box.path / "shipment")
        with sandbox(PREFERRED):
            child = launcher().start(box.path / "shipment", box.path, Limits())
        try:
            cell = "import course_utils.hidden"
            reply = decode(child.exchange(encode({"op": "run_cell", "source": cell}), 60)).body
        finally:
            child.close()
    finally:
        box.remove()
    if reply["value"]["ok"]:
        raise UserMistake("a student's kernel can import the hidden tests: report this")
    return "starts, and cannot import the hidden tests"


def _sandbox() -> str:
    from course_utils.grading import isolation

    problem = isolation.why_not()
    if problem is not None:
        raise UserMistake(f"students' code cannot be isolated: {problem}")
    if isolation.is_off():
        raise UserMistake(f"switched off by {isolation.VARIABLE}: students' code reads your files")
    version = ".".join(map(str, isolation.bubblewrap_version()))
    return f"bubblewrap {version}: no network, no files of yours, no other processes"


def _limits() -> str:
    from course_utils.grading import isolation

    if isolation.why_not() is not None:
        raise UserMistake("only those of an ordinary process, without the sandbox")
    limits = isolation.limits_in_force()
    missing = [limit.what for limit in limits if limit.kept_by is None]
    if missing:
        raise UserMistake(f"nothing filters {', '.join(missing)}: install libseccomp2")
    return "; ".join(f"{limit.what}: {limit.kept_by}" for limit in limits)


LOOKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("Python", _python),
    ("OpenCV", _opencv),
    ("TensorFlow", _library("tensorflow")),
    ("nbgrader", _library("nbgrader")),
    ("alembic", _alembic),
    ("course.toml", _course),
    ("sandbox", _sandbox),
    ("limits", _limits),
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
    return all(finding.well for finding in findings)
