"""nbgrader over a course folder, and its autograder with the exception that ended it.

nbgrader logs exceptions and raises one of its own without a cause; whoever runs a class has to know
whether a submission, the course or the machine was at fault.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbgrader.api import app_log
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import temp_attrs
from traitlets.config import Config

from course_utils.grading import nbgrader_setup
from course_utils.grading.course import Course

#: How long to wait for another program that is writing to the gradebook.
BUSY_SECONDS = 60


def nbgrader_api(course: Course, gradebook: Path) -> NbGraderAPI:
    """Nbgrader over a course folder, with our referee.

    Args:
        course: the course folder.
        gradebook: the database to use, the course's own or a copy.
    """
    config = Config()
    nbgrader_setup.configure(config)
    config.CourseDirectory.root = str(course.root)
    directory = CourseDirectory(config=config)
    directory.db_url = database_url(gradebook)
    api = NbGraderAPI(coursedir=directory, config=config)
    # What nbgrader says is collected for the report, not printed between our own lines.
    log = logging.getLogger("course.nbgrader")
    log.propagate = False
    log.handlers = [logging.NullHandler()]
    api.log = directory.log = log
    app_log.addFilter(_is_no_rollback)
    return api


def _is_no_rollback(record: logging.LogRecord) -> bool:
    # What the machine refuses is raised too, and said in one line; here it would be a traceback.
    return not record.getMessage().startswith("Rolling back session")


def database_url(gradebook: Path) -> str:
    """Formgrader may be writing; nbgrader itself gives up after five seconds."""
    return f"sqlite:///{gradebook}?timeout={BUSY_SECONDS}"


class Remembering(Autograde):
    """Nbgrader's `Autograde`.

    Attributes:
        problem: what ended it.
        found: for preprocessors to put in what they found.
    """

    problem: Exception | None = None
    found: list[Any]

    @contextmanager
    def _remembered(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            self.problem = self.problem or error
            raise

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Make room for the graded copy."""
        with self._remembered():
            return super().init_destination(assignment_id, student_id)

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Copy the submission's files."""
        with self._remembered():
            super().init_assignment(assignment_id, student_id)

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Grade one notebook."""
        with self._remembered():
            super().convert_single_notebook(notebook_filename)


def autograde(api: NbGraderAPI, assignment: str, student: str) -> list[Any]:
    """Grade one submission into ``autograded/`` and the gradebook.

    Args:
        api: nbgrader over the course folder.
        assignment: the assignment's name.
        student: the student's id.

    Returns:
        What preprocessors put into `found`.

    Raises:
        Exception: what ended the work, as it was raised.
    """
    with temp_attrs(api.coursedir, assignment_id=assignment, student_id=student):
        app = Remembering(coursedir=api.coursedir, parent=api)
        app.force = app.create_student = True
        app.found = []
        try:
            app.start()
        except NbGraderException as said:
            raise app.problem or said from None
        return app.found
