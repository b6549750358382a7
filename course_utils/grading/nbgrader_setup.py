"""nbgrader with our referee: what `nbgrader_config.py` sets, and the preprocessor that it names."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    LimitOutput,
    NbGraderPreprocessor,
    OverwriteCells,
    OverwriteKernelspec,
)

from course_utils.exercises.registry import Test, load_tests
from course_utils.grading import autograde_guard, fingerprint, isolation
from course_utils.grading.course import Assignment, Course, load_course
from course_utils.grading.manual import SaveGrades
from course_utils.grading.referee import Graded, grade_submission, tested_exercise
from course_utils.grading.repair import NOTES
from course_utils.grading.repair_step import Repair
from course_utils.grading.safe_markdown import safe_markdown
from course_utils.grading.secret import course_secret, student_seed
from course_utils.grading.shipment import ready_shipment
from course_utils.grading.store import Store

HIDDEN = "course_utils.hidden"

_newer_than = 0


@contextmanager
def results_newer_than(number: int):
    """Inside, results that stand in the store up to this number are not used."""
    global _newer_than
    before, _newer_than = _newer_than, number
    try:
        yield
    finally:
        _newer_than = before


@lru_cache
def _course(root: str) -> Course:
    return load_course(Path(root))


@dataclass(frozen=True)
class Case:
    """A submitted notebook, repaired, as the referee gets it.

    Attributes:
        course: the course folder.
        assignment: the assignment.
        student: the student's id.
        notebook: the notebook's name.
        folder: the submission's other files.
        tests: exercise -> its hidden tests.
        seed: the student's own.
        key: fingerprint of all that the result depends on.
    """

    course: Course
    assignment: Assignment
    student: str
    notebook: str
    folder: Path
    tests: Mapping[str, Sequence[Test]]
    seed: bytes
    key: str

    @property
    def store(self) -> Path:
        """The file with the results so far."""
        return self.course.private / "store.sqlite"

    def known(self, store: Store) -> Graded | None:
        """The result, when there is one that counts."""
        return store.find(self.key, _newer_than)

    def grade(self, nb: NotebookNode) -> Graded:
        """Run the notebook and judge it."""
        return grade_submission(
            nb,
            self.tests,
            self.seed,
            self.assignment.limits,
            self.folder,
            shipment=ready_shipment(self.course.private),
            launcher=isolation.launcher(),
        )


class Referee(NbGraderPreprocessor):
    """Stands where nbgrader's `Execute` stood: reads the store, or grades and fills it."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]):
        """Put the outputs of grading into `nb`, for `SaveAutoGrades` to read."""
        case = self.case(nb, resources)
        store = Store(case.store)
        notes = nb.metadata.get(NOTES, {})
        store.note(case.assignment.name, case.student, case.notebook, "repair", notes)
        graded = case.known(store)
        if graded is None:
            graded = case.grade(nb)
            store.add(case.key, case.assignment.name, case.student, case.notebook, graded)
        for event in graded.events:
            self.log.warning("%s: %s", case.student, event)
        nb.cells = graded.notebook.cells
        # Two submissions may be the same after repair, and have needed different repairs.
        nb.metadata = graded.notebook.metadata
        nb.metadata[NOTES] = notes
        return nb, resources

    def case(self, nb: NotebookNode, resources: dict[str, Any]) -> Case:
        """What there is to grade, and the key of its result."""
        where = resources["nbgrader"]
        # Our parent is the exporter; its parent, the converter, knows the course folder.
        course = _course(self.parent.parent.coursedir.root)
        assignment = course.assignment(where["assignment"])
        tests = load_tests(HIDDEN)
        exercises = [name for name in map(tested_exercise, nb.cells) if name]
        seed = student_seed(course_secret(course), where["student"])
        folder = Path(resources["metadata"]["path"])
        key = fingerprint.digest(
            part.encode()
            for part in (
                fingerprint.of_notebook(nb),
                files_beside(folder),
                fingerprint.of_tests(tests, exercises),
                fingerprint.environment(),
                fingerprint.of_limits(assignment.limits),
                seed.hex(),
            )
        )
        student, notebook = where["student"], where["notebook"]
        return Case(course, assignment, student, notebook, folder, tests, seed, key)


def files_beside(folder: Path) -> str:
    """The fingerprint of a submission's files other than notebooks."""
    parts = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb":
            parts += [os.fsencode(path.relative_to(folder)), fingerprint.of_file(path)]
    return fingerprint.digest(parts)


def configure(c) -> None:
    """Fill nbgrader's configuration object `c`."""
    c.Autograde.sanitize_preprocessors = [
        Repair,
        ClearOutput,
        DeduplicateIds,
        OverwriteKernelspec,
        OverwriteCells,
        CheckCellMetadata,
    ]
    c.Autograde.autograde_preprocessors = [
        Referee,
        ClearMetadataPreprocessor,
        LimitOutput,
        SaveGrades,
        AssignLatePenalties,
        CheckCellMetadata,
    ]
    # A test cell that a student deleted comes back, and its tests still run.
    c.OverwriteCells.add_missing_cells = True
    # A submission's Markdown is shown in the instructor's browser, and in feedback.
    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.filters = {"markdown2html": safe_markdown}
    autograde_guard.install()
    # A fresh clone with a committed release/ must still fill the database.
    c.GenerateAssignment.force = True
    # nbgrader's own stub; the students' one-line contract.
    c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
