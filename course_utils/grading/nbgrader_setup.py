"""nbgrader with our referee: what `nbgrader_config.py` sets, and the preprocessor that it names."""

from __future__ import annotations

import os
from contextlib import contextmanager
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

from course_utils.exercises.registry import load_tests
from course_utils.grading import autograde_guard, fingerprint, isolation
from course_utils.grading.course import Course, load_course
from course_utils.grading.manual import SaveGrades
from course_utils.grading.referee import grade_submission, tested_exercise
from course_utils.grading.repair import NOTES
from course_utils.grading.repair_step import Repair
from course_utils.grading.safe_markdown import safe_markdown
from course_utils.grading.secret import course_secret, student_seed
from course_utils.grading.shipment import ready_shipment
from course_utils.grading.store import Store

HIDDEN = "course_utils.hidden"

_again = False


@contextmanager
def grading_again(again: bool = True):
    """Inside, results that the store already holds are not used."""
    global _again
    before, _again = _again, again
    try:
        yield
    finally:
        _again = before


@lru_cache
def _course(root: str) -> Course:
    return load_course(Path(root))


class Referee(NbGraderPreprocessor):
    """Stands where nbgrader's `Execute` stood: reads the store, or grades and fills it."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]):
        """Put the outputs of grading into `nb`, for `SaveAutoGrades` to read."""
        where = resources["nbgrader"]
        # Our parent is the exporter; its parent, the converter, knows the course folder.
        course = _course(self.parent.parent.coursedir.root)
        assignment = course.assignment(where["assignment"])
        tests = load_tests(HIDDEN)
        exercises = [name for name in map(tested_exercise, nb.cells) if name]
        secret = course_secret(course)
        seed = student_seed(secret, where["student"])
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
        store = Store(course.private / "store.sqlite")
        notes = nb.metadata.get(NOTES, {})
        store.note(assignment.name, where["student"], where["notebook"], "repair", notes)
        graded = None if _again else store.find(key)
        if graded is None:
            graded = grade_submission(
                nb,
                tests,
                seed,
                assignment.limits,
                folder,
                shipment=ready_shipment(course.private),
                launcher=isolation.launcher(),
            )
            store.add(key, assignment.name, where["student"], where["notebook"], graded)
        for event in graded.events:
            self.log.warning("%s: %s", where["student"], event)
        nb.cells = graded.notebook.cells
        # Two submissions may be the same after repair, and have needed different repairs.
        nb.metadata = graded.notebook.metadata
        nb.metadata[NOTES] = notes
        return nb, resources


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
