"""The instructor's day over several runs: manual scores, causes, lateness, backups, trouble."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import shutil
import sqlite3
import threading

import pytest
from nbgrader.api import app_log

from course_utils.errors import UserMistake
from course_utils.exercises.registry import Test
from course_utils.grading import causes, nbgrader_setup
from course_utils.grading.audit import Audit
from course_utils.grading.autograder import autograde, nbgrader_api
from course_utils.grading.backup import back_up, copies
from course_utils.grading.classrun import grade_class, gradebook
from course_utils.grading.course import load_course
from course_utils.grading.feedback import make_feedback
from course_utils.grading.grades import Grade, read_grades
from course_utils.grading.report_page import Exercise, exercises, write_report
from course_utils.grading.scores_file import as_csv, as_json
from course_utils.grading.trouble import said_clearly

from . import toy

LATE = """due = 2026-11-20T18:00:00Z
[assignment.late]
per_day = 0.1
"""
ROSTER = 'id;name\nada;"Lovelace, ""Ada"""\nben;=BEN()\nzoe;张伟\n'


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A class with dates and a roster, graded once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nbgrader_setup, "HIDDEN", toy.HIDDEN)
        root = toy.make_course(tmp_path_factory.mktemp("day") / "course")
        with (root / "course.toml").open("a") as file:
            file.write(LATE)
        (root / "roster.csv").write_text(ROSTER)
        (root / "extensions.csv").write_text("id,assignment,days\nben,01-counting,3\n")
        source = root / "source" / toy.ASSIGNMENT / "Counting.ipynb"
        whole = json.loads(source.read_text())
        for cell in whole["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == "test_shout":
                cell["metadata"]["course"] = {"bonus": True}
        source.write_text(json.dumps(whole))
        wrong = toy.filled(toy.RIGHT | {"double": "def double(n): return [0]", "why": "Because."})
        for name, notebook in (("ada", wrong), ("ben", toy.filled(toy.RIGHT))):
            path = toy.hand_in(root, name, notebook)
            path.with_name("timestamp.txt").write_text("2026-11-22 10:00:00 UTC")
        toy.hand_in(root, "chi", "no notebook")
        course = load_course(root)
        grade_class(course, course.assignments)
        yield root


@pytest.fixture
def course(first, tmp_path, monkeypatch):
    """A copy of it for each test."""
    shutil.copytree(first, tmp_path / "course")
    return load_course(tmp_path / "course")


def run(course, **options):
    return {row.student: row for row in grade_class(course, course.assignments, **options)}


def give(course, student, points, cell="why"):
    with gradebook(course) as book:
        grade = book.find_grade(cell, toy.NOTEBOOK, toy.ASSIGNMENT, student)
        grade.manual_score, grade.needs_manual_grade = points, False
        book.db.commit()


def waits(course, student, cell="why") -> bool:
    (found,) = [g for g in read_grades(course.gradebook, None, student) if g.grade_id == cell]
    return found.waits


# ---------------------------------------------------------------- points by hand


def test_a_manual_score_is_not_asked_for_again(course):
    assert waits(course, "ada")
    give(course, "ada", 1.5)
    row = run(course, again=True)["ada"]
    assert row.score == 5.5 and not row.manual


def test_a_manual_score_is_asked_for_again_when_the_answer_changed(course):
    give(course, "ada", 1.5)
    toy.hand_in(course.root, "ada", toy.filled(toy.RIGHT | {"why": "Another one."}))
    row = run(course)["ada"]
    assert row.manual and row.score == 7.5, "the old points stay until somebody looks"
    assert run(course, again=True)["ada"].manual, "asking ends when somebody has looked"


def test_an_interruption_asks_once_too_often_and_never_too_seldom(course, monkeypatch):
    def ends(*arguments):
        raise KeyboardInterrupt

    give(course, "ada", 1.5)
    toy.hand_in(course.root, "ada", toy.filled(toy.RIGHT | {"why": "Another one."}))
    with monkeypatch.context() as patch, pytest.raises(BaseException):  # noqa: B017
        patch.setattr("nbgrader.preprocessors.SaveAutoGrades.preprocess", ends)
        run(course)
    assert run(course)["ada"].manual


def test_an_override_of_a_test_survives_until_its_exercise_changes(course):
    give(course, "ada", 2.0, "test_double")
    assert not waits(course, "ada", "test_double")
    changed = toy.RIGHT | {"double": "def double(n): return [0]", "why": "Something else."}
    toy.hand_in(course.root, "ada", toy.filled(changed))
    run(course)
    assert not waits(course, "ada", "test_double") and waits(course, "ada")
    toy.hand_in(course.root, "ada", toy.filled(changed | {"double": "def double(n): return [2]"}))
    run(course)
    assert waits(course, "ada", "test_double")


# ---------------------------------------------------------------- why a score changed


def log(course) -> list[tuple]:
    changes = Audit(course.private / "store.sqlite").read(student="ada")
    return [(c.cell, c.kind, c.old, c.new, c.who, c.cause) for c in changes][3:]


def test_every_change_is_in_the_log_with_its_cause(course):
    assert log(course) == []
    give(course, "ada", 1.5)
    toy.hand_in(course.root, "ada", toy.filled(toy.RIGHT | {"why": "Because."}))
    row = run(course)["ada"]
    assert log(course) == [
        ("why", "manual", None, 1.5, "a person", "given by hand"),
        ("test_double", "auto", 0.0, 2.0, "course grade", "the submission changed"),
    ]
    assert [(c.cell, c.old, c.new) for c in row.changes] == [("test_double", 0.0, 2.0)]
    run(course, again=True)
    assert len(log(course)) == 2


def harder(student, rng):
    raise AssertionError


def test_a_changed_hidden_test_regrades_and_says_so(course, monkeypatch):
    real = nbgrader_setup.load_tests(toy.HIDDEN)
    now = real | {"double": [*real["double"], Test("double", "one_more", harder, __name__)]}
    monkeypatch.setattr("course_utils.grading.classrun.load_tests", lambda package: now)
    assert {row.outcome for row in run(course).values()} == {"graded", "set aside"}
    key = causes.key_of({"tests": "2", "tests of double": "2"}, course.root / "source", b"")
    old = causes.key_of({"tests": "1", "tests of double": "1"}, course.root / "source", b"")
    assert causes.why(old, key, False) == "the hidden tests of double changed"


def test_unchanged_costs_little(course):
    assert {r.outcome: r.seconds < 0.5 for r in run(course).values()} == {
        "unchanged": True,
        "set aside": True,
    }


# ---------------------------------------------------------------- scores


def test_the_csv_is_quoted_late_and_harmless(course):
    rows = {r["id"]: r for r in csv.DictReader(io.StringIO(as_csv(course, course.assignments)))}
    assert sorted(rows) == ["ada", "ben", "chi", "zoe"]
    assert rows["ada"]["name"] == 'Lovelace, "Ada"' and rows["zoe"]["name"] == "张伟"
    assert rows["ben"]["name"] == "'=BEN()"
    ada, ben = rows["ada"], rows["ben"]
    assert (ada["01-counting/double"], ada["01-counting/shout"]) == ("0", "1")
    assert (ada["01-counting: points"], ada["01-counting: of"]) == ("3.2", "7.0")
    assert (ada["01-counting: lost by lateness"], ada["01-counting: bonus"]) == ("0.8", "1.0")
    assert ada["01-counting: waits"] == "why"
    assert ben["01-counting: lost by lateness"] == "0.0", "three days more"
    assert [rows[n]["01-counting: status"] for n in ("chi", "zoe")] == [
        "set aside",
        "not handed in",
    ]
    by_id = {one["id"]: one for one in json.loads(as_json(course, course.assignments))}
    assert by_id["ada"]["points"] == 3.2 and by_id["ada"]["waits"] == ["why"]


# ---------------------------------------------------------------- feedback and report


def test_every_lost_point_has_a_sentence(course):
    give(course, "ada", 0.5)
    pages = {p.parents[1].name: p for p in make_feedback(course, course.assignments[0])}
    for text in (pages["ada"].read_text(), pages["ada"].with_suffix(".md").read_text()):
        assert "Each number should come back twice as large." in text
        assert "A person gave these points; ask if you wonder why." in text
        assert "It came late (1 day 16 hours after it was due): 0.9 of the 4.5" in text
        assert "1 of these points are bonus" in text
    assert "There is no answer of yours." in pages["ben"].read_text()


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("def double(n)\n    return n", "SyntaxError: expected ':', line 1."),
        ("import os\nos._exit(0)", "It ended the Python process (exit code 0)."),
        ("raise NotImplementedError", "Not attempted yet."),
    ],
)
def test_an_answer_that_does_not_run_is_not_called_none(course, answer, sentence):
    toy.hand_in(course.root, "ben", toy.filled({"double": answer}))
    run(course, only="ben")
    pages = {p.parents[1].name: p for p in make_feedback(course, course.assignments[0])}
    text = pages["ben"].with_suffix(".md").read_text().split("double: 0 of 2")[1].split("###")[0]
    assert sentence in text
    assert ("could not run your cell to its end" in text) == (sentence != "Not attempted yet.")
    assert ("Not attempted" in text) == (sentence == "Not attempted yet.")


def test_feedback_is_held_back(course):
    pages = make_feedback(course, course.assignments[0], release=False)
    assert pages and all(course.private in page.parents for page in pages)
    assert not (course.root / "feedback").exists()


def test_the_command_releases_feedback_only_when_told(course, run):
    code, out, _ = run(course.root, "feedback")
    assert code == 0 and "held back" in out and not (course.root / "feedback").exists()
    code, out, _ = run(course.root, "feedback", "--release")
    assert code == 0 and (course.root / "feedback" / "ada").is_dir()


def test_the_report_names_who_was_set_aside_and_who_is_missing(course):
    text = write_report(course, run(course).values()).read_text()
    assert "it is no JSON from line 1 on" in text
    assert "zoe (张伟)" in text and "Lovelace, &#34;Ada&#34;" in text
    assert "<script" not in text


def test_hard_exercises():
    assert Exercise("x", 2, (0.3,)).hard and not Exercise("x", 2, (0.5,)).hard


def written(auto, manual=None, waits=False, name="why"):
    return Grade("a", "s", "n", name, 2.0, auto, manual, None, waits)


def test_an_answer_that_nobody_has_marked_is_no_failure():
    # nbgrader notes 0 for an answer that stayed as it was released, and None for one that waits.
    (why,) = exercises([written(0.0), written(0.0), written(None, waits=True)])
    assert (why.hard, why.mean, why.waits, why.blank) == (False, None, 1, 2)
    (why,) = exercises([written(0.0), written(None, manual=0.0), written(None, manual=0.5)])
    assert (why.hard, why.mean, why.none, why.waits, why.blank) == (True, 0.25, 1, 0, 1)
    (tested,) = exercises([written(0.0, name="test_why")] * 9)
    assert tested.hard and tested.none == 9


def test_the_report_counts_what_waits_for_a_person(course):
    def of_why():
        text = write_report(course, run(course).values()).read_text()
        assert ("Nearly everyone fails: why." in text) == ("nearly everyone fails" in text)
        return text[text.index('scope="row">why<') :].partition("</tr>")[0]

    assert "1 to mark by hand</span>, 1 without an answer" in of_why()
    assert "nearly everyone fails" not in of_why()
    give(course, "ada", 0.0)
    assert "nearly everyone fails" in of_why() and "to mark by hand" not in of_why()


def test_a_page_shows_no_answer_where_there_is_none(course):
    pages = {p.parents[1].name: p.read_text() for p in make_feedback(course, course.assignments[0])}
    assert "Because." in pages["ada"]
    assert "There is no answer of yours." in pages["ben"]
    assert "YOUR ANSWER HERE" not in pages["ben"] and "Your answer to double" in pages["ben"]


# ---------------------------------------------------------------- what a machine may refuse


def test_backups_are_numbered_kept_and_only_made_when_something_changed(tmp_path):
    book, folder = tmp_path / "gradebook.db", tmp_path / "backups"
    assert back_up(book, folder) is None
    for value in range(5):
        with sqlite3.connect(book) as database:
            database.execute("CREATE TABLE IF NOT EXISTS t (x)")
            database.execute("INSERT INTO t VALUES (?)", (value,))
        assert back_up(book, folder, keep=3)
        assert back_up(book, folder, keep=3) is None
    assert [path.name for path in copies(folder)] == [f"gradebook-{n:06}.db" for n in (3, 4, 5)]
    newest = sqlite3.connect(copies(folder)[-1]).execute("SELECT max(x) FROM t").fetchone()
    assert newest == (4,)


def test_a_run_keeps_the_gradebook_as_it_was_before(course):
    def told(path):
        return list(sqlite3.connect(path).iterdump())

    toy.hand_in(course.root, "ben", toy.filled({}))
    before = told(course.gradebook)
    assert run(course)["ben"].score == 0 and told(course.gradebook) != before
    assert told(copies(course.private / "backups")[-1]) == before


def test_a_backup_that_is_not_finished_is_none(tmp_path, monkeypatch):
    book, folder = tmp_path / "gradebook.db", tmp_path / "backups"
    sqlite3.connect(book).execute("CREATE TABLE t (x)")
    seen, replace = [], os.replace
    monkeypatch.setattr(
        os, "replace", lambda *names: (seen.append(copies(folder)), replace(*names))
    )
    assert [back_up(book, folder)] == copies(folder) and seen == [[]]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "x", "file"), "the disk is full"),
        (OSError(errno.EROFS, "x"), "the folder can only be read"),
        (PermissionError(errno.EACCES, "x", "gradebook.db"), "may not write here"),
        (sqlite3.OperationalError("database or disk is full"), "the disk is full"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "only be read"),
        (sqlite3.OperationalError("disk I/O error"), "the disk is full, or does not answer"),
        (OSError(errno.ENOSPC, "x", "original", None, "copy"), r"the disk is full \(copy\)"),
        (sqlite3.OperationalError("database is locked"), "formgrader"),
        (sqlite3.DatabaseError("database disk image is malformed"), "backups"),
    ],
)
def test_trouble_is_one_clear_line(error, words):
    with pytest.raises(UserMistake, match=words) as said, said_clearly():
        raise error
    assert "\n" not in str(said.value)


def test_a_full_disk_stops_the_run_and_loses_nothing(course, in_workers):
    toy.hand_in(course.root, "ben", toy.filled({}))
    in_workers(toy.REFUSED.format(f"{errno.ENOSPC}, 'No space left on device'"))
    with pytest.raises(UserMistake, match="the disk is full"):
        run(course)
    in_workers("")
    rows = run(course)
    assert (rows["ada"].outcome, rows["ben"].outcome, rows["ben"].score) == (
        "unchanged",
        "graded",
        0.0,
    )


def test_what_the_database_refuses_is_no_traceback_of_nbgrader_s(course, caplog):
    """nbgrader logs it at length before it raises it."""
    nbgrader_api(course, course.gradebook)
    app_log.error("Rolling back session due to database error disk is full")
    app_log.error("Something else.")
    assert [record.getMessage() for record in caplog.records][-1:] == ["Something else."]
    assert "Rolling back" not in caplog.text


def test_formgrader_may_be_writing(course, monkeypatch):
    """Another program holds the gradebook for longer than nbgrader would wait."""
    toy.hand_in(course.root, "ben", toy.filled({"shout": toy.RIGHT["shout"]}))
    other = sqlite3.connect(course.gradebook, check_same_thread=False, isolation_level=None)

    def just_then(*arguments):
        other.execute("BEGIN IMMEDIATE")
        threading.Timer(7, lambda: other.execute("ROLLBACK")).start()
        return autograde(*arguments)

    # When the writer comes to the gradebook, however long the worker took.
    monkeypatch.setattr("course_utils.grading.classrun.autograde", just_then)
    assert run(course)["ben"].score == 1.0


def test_a_clock_that_was_set_back(course, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1.0)
    toy.hand_in(course.root, "ben", toy.filled({"shout": toy.RIGHT["shout"]}))
    rows = run(course)
    assert (rows["ben"].outcome, rows["ben"].score) == ("graded", 1.0)
    assert run(course)["ben"].outcome == "unchanged"
    assert os.path.getsize(copies(course.private / "backups")[-1]) > 0
