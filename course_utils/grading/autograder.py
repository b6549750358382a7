"""nbgrader's autograder for one submission, with the exception that ended it.

nbgrader logs exceptions and raises one of its own without a cause; whoever runs a class has to know
whether a submission, the course or the machine was at fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.utils import temp_attrs


class Remembering(Autograde):
    """Nbgrader's `Autograde`; `problem` holds what ended it."""

    problem: Exception | None = None

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


def autograde(api: NbGraderAPI, assignment: str, student: str) -> None:
    """Grade one submission into ``autograded/`` and the gradebook.

    Args:
        api: nbgrader over the course folder.
        assignment: the assignment's name.
        student: the student's id.

    Raises:
        Exception: what ended the work, as it was raised.
    """
    with temp_attrs(api.coursedir, assignment_id=assignment, student_id=student):
        app = Remembering(coursedir=api.coursedir, parent=api)
        app.force = app.create_student = True
        try:
            app.start()
        except NbGraderException as said:
            raise app.problem or said from None
