"""Points given by hand survive a regrade, and are asked for again only when the answer changed.

nbgrader asks again at every autograde.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import SaveAutoGrades

from course_utils.grading import fingerprint
from course_utils.grading.course import load_course
from course_utils.grading.referee import TEST_PREFIX
from course_utils.grading.store import Store


class SaveGrades(SaveAutoGrades):
    """Stands where nbgrader's `SaveAutoGrades` stood."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]):
        """Save the scores of `nb`, and what was answered."""
        where = resources["nbgrader"]
        # Our parent is the exporter; its parent, the converter, knows the course folder.
        course = load_course(Path(self.parent.parent.coursedir.root))
        store = Store(course.private / "store.sqlite")
        place = (where["assignment"], where["student"], where["notebook"])
        self._answers, self._before = answers_of(nb), store.noted(*place, "answers")
        nb, resources = super().preprocess(nb, resources)
        # After the gradebook: a run that ends in between asks once too often, never too seldom.
        if self._answers != self._before:
            store.note(*place, "answers", self._answers)
        return nb, resources

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        name = cell.metadata.nbgrader["grade_id"]
        grade = self.gradebook.find_grade(
            name, self.notebook_id, self.assignment_id, self.student_id
        )
        grade.auto_score, _ = utils.determine_grade(cell, self.log)
        if grade.manual_score is None:
            grade.needs_manual_grade = grade.auto_score is None
        elif self._answers[name] != self._before.get(name):
            grade.needs_manual_grade = True
        self.gradebook.db.commit()


def answers_of(notebook: NotebookNode) -> dict[str, str]:
    """grade_id of each graded cell -> a digest of what the student wrote for it."""
    cells = {}
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name:
            cells[name] = cell
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    answers = {}
    for name, cell in cells.items():
        if not utils.is_grade(cell):
            continue
        if utils.is_solution(cell):
            text = cell.source
        else:
            exercise = cells.get(name.removeprefix(TEST_PREFIX))
            text = code if exercise is None else exercise.source
        answers[name] = fingerprint.digest([text.encode("utf-8", "replace")])
    return answers
