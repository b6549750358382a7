"""`course grade` and `course feedback` on a class: nobody's submission stops anybody else's."""

from __future__ import annotations

import json
import shutil
from collections import Counter

import nbformat
import pytest
from nbformat import v4

from course_utils.grading import nbgrader_setup
from course_utils.grading.classrun import grade_class, gradebook, one_grader
from course_utils.grading.course import load_course
from course_utils.grading.feedback import make_feedback

from . import toy
from .toy_hidden.counting import UNGUESSABLE

PARTLY = toy.RIGHT | {
    "double": "def double(numbers):\n    numbers[:] = [2 * n for n in numbers]\n    return numbers",
    "shout": toy.STUB.format("shout"),
    "why": "I do not know.\n\n<script>alert('markdown')</script><img src=x onerror=alert(1)>",
}
NO_NOTEBOOKS = {
    "dora": "this is no JSON",
    "emil": "[1, 2]",
    "fay": json.dumps({"cells": 5, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}),
    "gus": b"\xff\xfe\x00",
    "hal": "[" * 100_000,
    "ida": "",
}
ODD = {
    # Half of an emoji: legal JSON, and no text that a file can hold.
    "lu": json.dumps(toy.filled({"double": "def double(n):\n    return '\ud83d'"})),
    "jon": json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"a": 1}]}),
}
GRADED = ("ada", "ben", "chi", *ODD, "kim")
ASIDE = (*NO_NOTEBOOKS, "leo")


#: Where nbgrader writes what was earned.
SAVING = "nbgrader.preprocessors.SaveAutoGrades.preprocess"


@pytest.fixture(scope="module")
def toys():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nbgrader_setup, "HIDDEN", toy.HIDDEN)
        yield


@pytest.fixture(scope="module")
def graded(toys, tmp_path_factory):
    """A class of thirteen, graded once: the course and the rows."""
    root = toy.make_course(tmp_path_factory.mktemp("class") / "a course")
    raw = v4.new_raw_cell("<script>alert('raw')</script>", metadata={"raw_mimetype": "text/html"})
    toy.hand_in(root, "ada", toy.filled(toy.RIGHT | {"why": "A kilometre is long."}))
    toy.hand_in(root, "ben", toy.filled(PARTLY, raw))
    toy.hand_in(root, "chi", toy.filled({}))
    for name, content in (NO_NOTEBOOKS | ODD).items():
        toy.hand_in(root, name, content)
    toy.hand_in(root, "kim", toy.filled(toy.RIGHT), name="Counting (1)")
    (root / "submitted" / "leo" / toy.ASSIGNMENT).mkdir(parents=True)
    (root / "submitted" / "max" / "99-other").mkdir(parents=True)
    (root / "submitted" / "a stray file.txt").write_text("")
    course = load_course(root)
    told = []
    rows = grade_class(
        course, course.assignments, tell=lambda row, done, total: told.append((row, done, total))
    )
    assert [done for _, done, _ in told] == list(range(1, len(rows) + 1))
    assert {total for _, _, total in told} == {len(rows)}
    return course, {row.student: row for row in rows}


@pytest.fixture
def course(graded):
    return graded[0]


def test_everybody_who_handed_in_has_a_row(graded):
    assert sorted(graded[1]) == sorted((*GRADED, *ASIDE))


def test_scores_of_the_class(graded):
    rows = graded[1]
    assert {name: rows[name].score for name in GRADED} == {
        "ada": 6.0,
        "ben": 1.33 + 3,
        "chi": 0.0,
        "lu": 0.0,
        "jon": 0.0,
        "kim": 6.0,
    }
    assert {rows[name].maximum for name in GRADED} == {8.0}


def test_a_written_answer_waits_for_a_person(graded):
    assert graded[1]["ada"].manual and graded[1]["ben"].manual
    assert not graded[1]["chi"].manual


@pytest.mark.parametrize("name", ASIDE)
def test_what_is_no_notebook_is_set_aside_with_a_reason(graded, name):
    row = graded[1][name]
    assert (row.outcome, row.score) == ("set aside", None)
    (reason,) = row.remarks
    assert "Counting.ipynb" in reason and "\n" not in reason and len(reason) < 400
    assert "Traceback" not in reason


def test_unchanged_submissions_are_not_graded_again(graded):
    course, before = graded
    calls = toy.gradings(course.root)
    rows = {row.student: row for row in grade_class(course, course.assignments)}
    assert toy.gradings(course.root) == calls
    assert Counter(row.outcome for row in rows.values()) == {
        "unchanged": len(GRADED),
        "set aside": len(ASIDE),
    }
    for name, row in rows.items():
        old = before[name]
        assert (row.score, row.maximum, row.manual) == (old.score, old.maximum, old.manual)
        assert [*filter(None, row.remarks)] == [*filter(None, old.remarks)]


def test_one_changed_submission_is_graded_and_no_other(course):
    toy.hand_in(course.root, "chi", toy.filled({"shout": toy.RIGHT["shout"]}))
    calls = toy.gradings(course.root)
    rows = {row.student: row for row in grade_class(course, course.assignments)}
    assert toy.gradings(course.root) == calls + 1
    assert (rows["chi"].outcome, rows["chi"].score) == ("graded", 1.0)
    assert [row.student for row in rows.values() if row.outcome == "graded"] == ["chi"]


def test_again_grades_what_has_not_changed_and_student_only_hers(course):
    calls = toy.gradings(course.root)
    (row,) = grade_class(course, course.assignments, only="ada", again=True)
    assert toy.gradings(course.root) == calls + 1
    assert (row.outcome, row.score) == ("graded", 6.0)


def test_a_manual_score_survives_a_regrade(course):
    with gradebook(course) as book:
        cell = book.find_grade("why", toy.NOTEBOOK, toy.ASSIGNMENT, "ada")
        cell.manual_score = 1.5
        cell.needs_manual_grade = False
        book.db.commit()
    (row,) = grade_class(course, course.assignments, only="ada", again=True)
    assert row.score == 7.5


def test_a_lost_gradebook_is_filled_again_from_the_store(course, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(course.root, copy)
    (copy / "gradebook.db").unlink()
    calls = toy.gradings(copy)
    (row,) = grade_class(load_course(copy), course.assignments, only="ben")
    assert (toy.gradings(copy), row.score) == (calls, 4.33)


def test_a_copy_of_the_folder_in_another_place_needs_no_grading(course, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(course.root, copy)
    shutil.rmtree(copy / "autograded")
    calls = toy.gradings(copy)
    (row,) = grade_class(load_course(copy), course.assignments, only="ben")
    assert (toy.gradings(copy), row.outcome, row.score) == (calls, "graded", 4.33)


def test_trouble_in_nbgrader_is_reported_and_tried_again(course, in_workers, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(course.root, copy)
    there = load_course(copy)
    toy.hand_in(copy, "chi", toy.filled({"double": toy.RIGHT["double"]}))
    in_workers(toy.REFUSED.format("'No space left on device'"))
    (row,) = grade_class(there, there.assignments, only="chi")
    assert row.outcome == "set aside" and "No space left on device" in row.remarks[0]
    in_workers("")
    (row,) = grade_class(there, there.assignments, only="chi")
    assert (row.outcome, row.score) == ("graded", 2.0)


# ---------------------------------------------------------------- on the command line


def test_the_table_when_piped_is_plain_text(course, run):
    code, out, error = run(course.root, "grade")
    assert code == 0 and "\x1b" not in out + error
    assert all(line.startswith("warning:") for line in error.splitlines())
    assert f"{toy.ASSIGNMENT} ben: unchanged" in out
    (line,) = [line for line in out.splitlines() if "ben" in line and "4.33" in line]
    assert line.split()[-4:] != [] and "unchanged" in line and "waits" in line
    (reason,) = [line for line in out.splitlines() if line.startswith("leo,")]
    assert "none of its files is Counting.ipynb under any name" in reason
    (reason,) = [line for line in out.splitlines() if line.startswith("kim,")]
    assert "Counting (1).ipynb was taken as Counting.ipynb" in reason


def test_nothing_submitted_is_one_line_and_exit_code_2(course, run, tmp_path):
    toy.make_course(tmp_path)
    for folder, arguments in ((tmp_path, ()), (course.root, ("--student", "nobody"))):
        code, out, error = run(folder, "grade", *arguments)
        assert (code, out) == (2, "")
        lines = [line for line in error.splitlines() if not line.startswith("warning:")]
        assert len(lines) == 1 and lines[0].startswith("course: nothing was submitted")


def test_an_unknown_assignment_is_one_line_and_exit_code_2(course, run):
    code, out, error = run(course.root, "grade", "01-conting")
    assert (code, out) == (2, "")
    assert error == "course: course.toml names no assignment '01-conting'; it names 01-counting\n"


def test_outside_a_course_folder(run, tmp_path):
    code, out, error = run(tmp_path, "grade")
    assert code == 2 and error.startswith("course: no course.toml in") and error.count("\n") == 1


def test_two_at_once_are_one_clear_line(course, run):
    with one_grader(course):
        code, out, error = run(course.root, "grade")
    assert code == 2 and out == ""
    lines = [line for line in error.splitlines() if not line.startswith("warning:")]
    assert lines == [
        f"course: another `course grade` is at work in {course.root}; wait until it is through"
    ]
    assert run(course.root, "grade")[0] == 0


def test_a_source_that_nbgrader_cannot_read_is_one_line(graded, run, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(graded[0].root, copy)
    (copy / "source" / toy.ASSIGNMENT / "Counting.ipynb").write_text("no notebook")
    code, out, error = run(copy, "grade")
    lines = [line for line in error.splitlines() if not line.startswith("warning:")]
    assert code == 2 and len(lines) == 1, error
    assert "run `course release --check`" in lines[0]


# ---------------------------------------------------------------- feedback


@pytest.fixture(scope="module")
def pages(graded):
    course = graded[0]
    (assignment,) = course.assignments
    return {page.parents[1].name: page for page in make_feedback(course, assignment)}


def test_there_is_a_page_for_everybody_who_is_graded(pages, graded):
    assert sorted(pages) == sorted(GRADED)
    for page in pages.values():
        assert page.name == "Counting.html" and page.is_file()


def test_pages_hold_scores_and_reasons(pages):
    text = pages["ben"].read_text()
    for words in (
        "2 of 3 hidden tests passed.",
        "The list that you were given should be left as it is",
        "Not attempted yet.",
        "1.33",
    ):
        assert words in text, words


def test_pages_hold_no_test_and_nothing_of_a_students_that_a_browser_executes(pages):
    for page in pages.values():
        text = page.read_text()
        assert str(UNGUESSABLE) not in text and "twice_as_an_oracle" not in text
        for harm in ("<script", "<img", "javascript:"):
            assert harm not in text


def test_feedback_on_the_command_line(pages, course, run):
    code, out, _ = run(course.root, "feedback", toy.ASSIGNMENT)
    held = course.private / "feedback"
    assert code == 0
    assert out == f"{toy.ASSIGNMENT}: {len(GRADED)} pages in {held}, held back until --release\n"
    code, out, _ = run(course.root, "feedback", toy.ASSIGNMENT, "--release")
    released = course.root / "feedback"
    assert code == 0 and out == f"{toy.ASSIGNMENT}: {len(GRADED)} pages in {released}\n"


def test_feedback_for_nobody_is_one_line(run, tmp_path):
    code, out, error = run(toy.make_course(tmp_path), "feedback")
    assert (code, out) == (2, "")
    assert error == "course: nobody is graded in 01-counting yet; run `course grade`\n"


# ---------------------------------------------------------------- what is written where


def test_graded_notebooks_hold_the_result_and_no_test(course):
    path = course.root / "autograded" / "ben" / toy.ASSIGNMENT / "Counting.ipynb"
    text = path.read_text()
    assert "2 of 3 hidden tests passed." in text
    assert str(UNGUESSABLE) not in text and "twice_as_an_oracle" not in text
    nbformat.validate(nbformat.read(path, as_version=4))


def test_the_submission_is_left_as_it_is(course):
    path = course.root / "submitted" / "ben" / toy.ASSIGNMENT / "Counting.ipynb"
    assert nbformat.read(path, as_version=4).cells[1].source == PARTLY["double"]
    assert "hidden tests passed" not in path.read_text()


# ---------------------------------------------------------------- what a result depends on

READS = {"double": "def double(n):\n    return [int(open('factor').read()) * x for x in n]"}


@pytest.fixture
def twins(toys, tmp_path):
    """Two who handed in the same, to the byte, and are graded."""
    root = toy.make_course(tmp_path / "course")
    for student in ("ada", "ben"):
        path = toy.hand_in(root, student, toy.filled(READS))
        path.with_name("factor").write_text("2")
    course = load_course(root)
    assert scores_of(course) == {"ada": 2.0, "ben": 2.0}
    return course


def scores_of(course):
    return {row.student: row.score for row in grade_class(course, course.assignments)}


def test_nobody_gets_another_s_result_for_the_same_answers(twins):
    """Each has inputs of her own: what one was asked says nothing of the other."""
    path = toy.hand_in(twins.root, "chi", toy.filled(READS))
    path.with_name("factor").write_text("2")
    grade_class(twins, twins.assignments, only="chi")
    assert toy.gradings(twins.root) == 3


def test_a_changed_file_beside_the_notebook_counts(twins):
    (twins.root / "submitted" / "ben" / toy.ASSIGNMENT / "factor").write_text("3")
    before = scores_of(twins)
    assert before["ada"] == 2.0 and before["ben"] < 2.0
    assert toy.gradings(twins.root) == 3


def test_changed_budgets_grade_everybody_again(twins):
    (twins.root / "course.toml").write_text(
        toy.TOML.replace("cell_seconds = 30", "cell_seconds = 31")
    )
    nbgrader_setup._course.cache_clear()
    course = load_course(twins.root)
    assert {row.outcome for row in grade_class(course, course.assignments)} == {"graded"}
    assert toy.gradings(twins.root) == 4


# ---------------------------------------------------------------- ended at the worst instant


@pytest.mark.parametrize("instant", ["course_utils.grading.classrun.autograde", SAVING])
def test_a_run_that_ends_before_the_gradebook_knows_is_made_up_for(twins, monkeypatch, instant):
    def ends(*arguments):
        raise KeyboardInterrupt

    toy.hand_in(twins.root, "ben", toy.filled(toy.RIGHT))
    with monkeypatch.context() as patch, pytest.raises(BaseException):  # noqa: B017
        patch.setattr(instant, ends)
        grade_class(twins, twins.assignments)
    assert scores_of(twins) == {"ada": 2.0, "ben": 6.0}
