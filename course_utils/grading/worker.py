"""One worker: a process that runs students' notebooks ahead of the writer.

It does with a submission what nbgrader's `Autograde` does up to and with the referee, on a copy of
the gradebook and in a folder of its own. What it finds goes to the writer, which alone writes
gradebook, store and audit log.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from nbformat.notebooknode import NotebookNode
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from course_utils.errors import UserMistake
from course_utils.grading import intake, isolation, nbgrader_setup
from course_utils.grading.autograder import autograde, nbgrader_api
from course_utils.grading.canon import CanonCell
from course_utils.grading.course import Course
from course_utils.grading.hazards import hazard
from course_utils.grading.launcher import Launcher
from course_utils.grading.nbgrader_setup import Referee
from course_utils.grading.referee import Graded
from course_utils.grading.store import Store
from course_utils.grading.trouble import GO_ON, meaning

#: What workers write, relative to the course folder: a folder for each, under its process id.
STAGED = ".course/staged"
#: Among them: what the gradebook knew when the run began.
GRADEBOOK = "gradebook.db"


class Order(NamedTuple):
    """One submission that has to be graded."""

    assignment: str
    student: str


@dataclass(frozen=True)
class Setup:
    """What all workers of a run need.

    Attributes:
        course: the course folder.
        canon: assignment -> name of each of its notebooks -> its canonical cells.
        hidden: the package of hidden tests.
        newer_than: results with this number in the store, or a smaller one, do not count.
        launcher: starts students' kernels; found to work by the writer.
        temporary: folder for temporary files.
    """

    course: Course
    canon: Mapping[str, Mapping[str, list[CanonCell]]]
    hidden: str
    newer_than: int
    launcher: Launcher
    temporary: str


class Result(NamedTuple):
    """What the referee found in one notebook.

    Attributes:
        key: the fingerprint under which the store shall keep it.
        notebook: the notebook's name.
        graded: the result.
    """

    key: str
    notebook: str
    graded: Graded


@dataclass
class Reply:
    """What became of an order.

    Attributes:
        staged: the folder, relative to the course's, in which nbgrader finds the submission.
        notebooks: names of the notebooks that were handed in.
        repairs: what intake repaired, one sentence each.
        doubts: what a person should look at, one sentence each.
        results: those that the store did not hold yet.
        aside: why there is nothing to grade; None when there is.
        trouble: what ended the work on this submission; None when nothing did.
        mistake: what would end the work on every submission; None when nothing did.
        seconds: wall time.
    """

    staged: str = ""
    notebooks: list[str] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    aside: str | None = None
    trouble: str | None = None
    mistake: str | None = None
    seconds: float = 0.0


class Ahead(Referee):
    """The referee of a worker: what it finds is for the writer, and it changes no notebook."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]):
        """Grade `nb`, unless the store holds its result."""
        case = self.case(nb, resources)
        if case.known(Store(case.store, readonly=True)) is None:
            found = Result(case.key, case.notebook, case.grade(nb))
            self.parent.parent.found.append(found)
        return nb, resources


class Worker:
    """Does one order after the other."""

    def __init__(self, setup: Setup):
        self.setup = setup
        self.root = setup.course.root
        self.own = Path(STAGED) / str(os.getpid())
        shutil.rmtree(self.root / self.own, ignore_errors=True)
        (self.root / self.own).mkdir()
        gradebook = self.root / self.own / GRADEBOOK
        shutil.copyfile(self.root / STAGED / GRADEBOOK, gradebook)
        self.api = nbgrader_api(setup.course, gradebook)
        self.api.update_config(Config({"Autograde": {"autograde_preprocessors": [Ahead]}}))
        self.api.coursedir.submitted_directory = str(self.own / "submitted")
        self.api.coursedir.autograded_directory = str(self.own / "autograded")

    def do(self, order: Order) -> Reply:
        """Grade one submission, whatever happens."""
        begun = time.monotonic()
        reply = Reply(staged=self.api.coursedir.submitted_directory)
        try:
            self._grade(order, reply)
        except UserMistake as mistake:
            reply.mistake = str(mistake)
        except Exception as error:
            says = meaning(error)
            if says is not None:
                reply.mistake = f"{says}; {GO_ON}"
            else:
                reply.trouble = ended_by(error)
        finally:
            shutil.rmtree(self.root / self.api.coursedir.autograded_directory, ignore_errors=True)
        reply.seconds = time.monotonic() - begun
        return reply

    def _grade(self, order: Order, reply: Reply) -> None:
        folder = self.root / "submitted" / order.student / order.assignment
        reply.aside = hazard(folder)  # it may have changed since the writer looked
        if reply.aside is not None:
            return
        taken = intake.take_in(folder, self.setup.canon[order.assignment])
        reply.aside = taken.problem
        if reply.aside is not None:
            return
        intake.stage(taken, folder, self.root / reply.staged / order.student / order.assignment)
        reply.notebooks = list(taken.notebooks)
        reply.repairs, reply.doubts = taken.repairs, taken.doubts
        reply.results = autograde(self.api, order.assignment, order.student)


def ended_by(error: Exception) -> str:
    """What stopped nbgrader, in one line for the report."""
    said = " ".join(str(error).split())[:200]
    return f"nbgrader stopped: {type(error).__name__}: {said}"


def serve(connection: Connection) -> None:
    """Take orders and send replies until the writer closes the connection; a process's whole life.

    Args:
        connection: to the writer, which first sends the `Setup`.
    """
    # Ends the student's kernel too, and removes its folder. Ctrl-C reaches the writer as well,
    # which says what there is to say.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    warnings.simplefilter("ignore", SAWarning)
    with contextlib.suppress(EOFError, ConnectionError):
        setup = connection.recv()
        tempfile.tempdir = setup.temporary
        nbgrader_setup.HIDDEN = setup.hidden
        try:
            worker = Worker(setup)
        except OSError as error:
            connection.send(f"{meaning(error) or error}; {GO_ON}")
            return
        connection.send(None)  # ready
        with (
            isolation.given(setup.launcher),
            nbgrader_setup.results_newer_than(setup.newer_than),
        ):
            while True:
                connection.send(worker.do(connection.recv()))


def _end(number: int, frame: object) -> None:
    for other in (signal.SIGINT, signal.SIGTERM):
        signal.signal(other, lambda *_: None)  # once is enough, also while it tidies up
    sys.exit(1)
