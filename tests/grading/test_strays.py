"""What lies in `submitted/` in a wrong place is said, not passed by."""

from __future__ import annotations

import pytest

from course_utils.grading import nbgrader_setup
from course_utils.grading.course import load_course
from course_utils.grading.hazards import hazard
from course_utils.grading.strays import strays

from . import toy


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setattr(nbgrader_setup, "HIDDEN", toy.HIDDEN)
    return toy.make_course(tmp_path / "course")


def put(root, path, text="{}"):
    target = root / "submitted" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)
    return target


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("ada/Counting.ipynb", "submitted/ada/Counting.ipynb"),
        ("ada/01_counting/Counting.ipynb", "submitted/ada/01_counting"),
        ("ada/02-other/deep/x.IPYNB", "submitted/ada/02-other"),
        ("all.zip", "submitted/all.zip"),
        ("Counting.ipynb", "submitted/Counting.ipynb"),
    ],
)
def test_a_notebook_in_a_wrong_place_is_named(root, path, named):
    put(root, path)
    (said,) = strays(load_course(root))
    assert said.startswith(f"{named} is graded by nobody: ") and toy.ASSIGNMENT in said


def test_what_is_no_work_or_in_its_place_is_not(root):
    assert strays(load_course(root)) == []
    for path in ("README.md", "ada/notes.txt", "ada/pictures/a.png", "ada/01-counting/x.ipynb"):
        put(root, path)
    assert strays(load_course(root)) == []


def test_the_command_and_the_report_say_so(root, run):
    toy.hand_in(root, "ada", "{")
    put(root, "ben/Counting.ipynb")
    put(root, "chi/01-counting", "a file in the place of the folder")
    code, out, _ = run(root, "grade", "--no-sandbox")
    assert code == 0
    for text in (out, (root / "report.html").read_text()):
        assert "submitted/ben/Counting.ipynb is graded by nobody" in text
        assert "01-counting is a file; it must be a folder" in text


def test_a_file_in_the_place_of_a_folder_is_a_hazard(root):
    assert "is a file" in hazard(put(root, "ada/01-counting"))
