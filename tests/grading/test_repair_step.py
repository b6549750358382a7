"""nbgrader itself, on what it can open: it never stops, and right answers earn their points.

Through nbgrader's API, which is what `nbgrader autograde` and formgrader's button run.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from course_utils.grading import nbgrader_setup
from course_utils.grading.grades import read_grades

from . import toy


def marks_lost(notebook):
    for cell in notebook.cells:
        cell.metadata = {}


def marks_of_the_future(notebook):
    for cell in notebook.cells:
        cell.metadata["nbgrader"] = dict(cell.metadata.get("nbgrader", {}), schema_version=99)


def marks_of_the_past(notebook):
    for cell in notebook.cells:
        cell.metadata.get("nbgrader", {}).pop("schema_version", None)


def exercise_deleted_with_the_next_test(notebook):
    del notebook.cells[3:5]


def all_copied(notebook):
    notebook.cells += [nbformat.from_dict(json.loads(json.dumps(c))) for c in notebook.cells]


def graded_cells_as_text(notebook):
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("points"):
            cell["cell_type"] = "markdown"


def other_language(notebook):
    notebook.metadata.kernelspec = {"name": "ir", "display_name": "R", "language": "R"}


def odd_attachments(notebook):
    notebook.cells[-1]["attachments"] = {"a.png": {"image/png": [1, 2]}, "b.png": {}}


def handed_in_yesterday(notebook):
    """In words, in `timestamp.txt`."""


STORIES = {
    marks_lost: 6,
    marks_of_the_future: 6,
    marks_of_the_past: 6,
    exercise_deleted_with_the_next_test: 5,
    all_copied: 6,
    graded_cells_as_text: 6,
    other_language: 6,
    odd_attachments: 6,
    handed_in_yesterday: 6,
}


@pytest.mark.filterwarnings("ignore")
def test_nothing_that_nbgrader_opens_stops_it(tmp_path, monkeypatch):
    monkeypatch.setattr(nbgrader_setup, "HIDDEN", toy.HIDDEN)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    root = toy.make_course(tmp_path / "course")
    for change in STORIES:
        notebook = toy.filled(toy.RIGHT)
        change(notebook)
        path = toy.hand_in(root, change.__name__, json.dumps(notebook))
        if change is handed_in_yesterday:
            path.with_name("timestamp.txt").write_text("yesterday")
    config = Config()
    nbgrader_setup.configure(config)
    config.CourseDirectory.root = str(root)
    api = NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)
    assert api.generate_assignment(toy.ASSIGNMENT)["success"]
    for change, points in STORIES.items():
        answer = api.autograde(toy.ASSIGNMENT, change.__name__)
        assert answer["success"], answer
        grades = read_grades(root / "gradebook.db", toy.ASSIGNMENT, change.__name__)
        assert sum(grade.points for grade in grades) == points, change
        assert len(grades) == 4
