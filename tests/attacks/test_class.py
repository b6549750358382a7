"""A whole class through nbgrader and our referee: hostile folders between honest neighbours."""

from __future__ import annotations

import re
import shutil
import sqlite3

import nbformat
import pytest

from attacks import attack, world
from attacks.for_folders import FOR_FOLDERS, ODD_STUDENTS
from attacks.for_pages import FOR_PAGES
from attacks.hidden.toy import CANARY
from course_utils.grading import isolation, nbgrader_setup
from course_utils.grading.classrun import grade_class
from course_utils.grading.course import load_course

TOML = '[[assignment]]\nname = "01-toy"\n\n[limits]\ncell_seconds = 60\nrequest_seconds = 30\n'
FULL = sum(attack.POINTS.values())


def check(name: str) -> str:
    return f'check("{name}")'


def student(one) -> str:
    return re.sub(r"\W+", "-", one.name)


@pytest.fixture(scope="module")
def hidden():
    before, nbgrader_setup.HIDDEN = nbgrader_setup.HIDDEN, "attacks.hidden"
    yield
    nbgrader_setup.HIDDEN = before


@pytest.fixture(scope="module")
def make_class(tmp_path_factory, hidden):
    """``make_class(attacks)``: a course with these submissions and two honest ones."""

    def make(attacks):
        root = tmp_path_factory.mktemp("instructor") / "course"
        (root / "source" / "01-toy").mkdir(parents=True)
        (root / "course.toml").write_text(TOML)
        (root.parent / "secret.txt").write_text(CANARY)
        solved = attack.honest(check)
        for cell in solved.cells:
            if cell.metadata.nbgrader.solution:
                head, body = cell.source.split("\n", 1)
                marks = "    ### BEGIN SOLUTION\n{}\n    ### END SOLUTION  # " + CANARY
                cell.source = head + "\n" + marks.format(body)
        nbformat.write(solved, root / "source" / "01-toy" / "Toy.ipynb")
        for name in ("aaa-first", "zzz-last"):
            hand_in(root, name, attack.honest(check))
        for one in attacks:
            folder = hand_in(root, student(one), attack.notebook(one, root, check))
            if one.files:
                one.files(folder, root)
        return root

    return make


def hand_in(root, name, notebook):
    folder = root / "submitted" / name / "01-toy"
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / "Toy.ipynb")
    return folder


def grade(root):
    course = load_course(root)
    return {row.student: row for row in grade_class(course, course.assignments)}


def kept(root):
    """What no submission may change: all but what grading itself writes."""
    ours = ("autograded", ".course", "gradebook", "release")
    return {
        path: state
        for path, state in world.snapshot(root).items()
        if not path.removeprefix(f"{root}/").startswith(ours)
    }


@pytest.mark.parametrize(
    "attacks",
    [
        pytest.param([a for a in FOR_FOLDERS if a.core], id="the most telling"),
        pytest.param([a for a in FOR_FOLDERS if not a.core], id="all", marks=pytest.mark.long),
    ],
)
def test_hostile_folders(make_class, attacks):
    root = make_class(attacks)
    before = kept(root)
    rows = grade(root)
    for name in ("aaa-first", "zzz-last"):
        assert (rows[name].outcome, rows[name].score, rows[name].maximum) == ("graded", FULL, FULL)
    for one in attacks:
        row = rows[student(one)]
        if one.says:
            assert row.outcome == "set aside" and row.score is None
            assert re.search(one.says, " ".join(row.remarks)), row.remarks
        else:
            assert (row.outcome, row.score, row.maximum) == ("graded", 0, FULL), row
    assert kept(root) == before
    assert world.leftovers() == []
    for path in (root / "autograded").rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path
    book = sqlite3.connect(root / "gradebook.db")
    assert not book.execute("SELECT * FROM grade WHERE auto_score > 2").fetchall()


def test_student_ids_that_are_patterns(make_class):
    root = make_class([])
    for name in ODD_STUDENTS:
        hand_in(root, name, attack.honest(check))
    rows = grade(root)
    honest = {name: rows.pop(name) for name in ("aaa-first", "zzz-last")}
    assert {row.score for row in honest.values()} == {FULL}
    assert len(rows) == len(ODD_STUDENTS)
    assert {row.outcome for row in rows.values()} == {"set aside"}
    assert all("no student id" in row.remarks[0] for row in rows.values())
    assert sorted(p.name for p in (root / "autograded").iterdir()) == sorted(honest)


@pytest.mark.parametrize("where", ["feedback", "formgrader"])
def test_pages_run_nothing(make_class, where, monkeypatch):
    from attacks.pages import dangers, formgrader_page
    from course_utils.grading.feedback import make_feedback

    attacks = [one for one in FOR_PAGES if one.core]
    root = make_class(attacks)
    assert {row.outcome for row in grade(root).values()} == {"graded"}
    course = load_course(root)
    if where == "feedback":
        make_feedback(course, course.assignments[0])
    for one in attacks:
        place = root / "autograded" / student(one) / "01-toy" / "Toy.ipynb"
        page = root / "feedback" / student(one) / "01-toy" / "Toy.html"
        if where == "feedback":
            html, clean = page.read_text(), root / "feedback/zzz-last/01-toy/Toy.html"
            clean = clean.read_text()
        else:
            html = formgrader_page(root, place)
            clean = formgrader_page(root, root / "autograded/zzz-last/01-toy/Toy.ipynb")
        assert dangers(html) <= dangers(clean), one.name
        assert CANARY not in html


def test_refuses_without_the_sandbox(make_class, monkeypatch):
    from course_utils.errors import UserMistake

    root = make_class([])
    monkeypatch.setattr(isolation, "why_not", lambda: "bubblewrap is not installed")
    monkeypatch.delenv(isolation.VARIABLE, raising=False)
    with pytest.raises(UserMistake, match="not run without the sandbox: bubblewrap") as refused:
        grade(root)
    assert "\n" not in str(refused.value)
    assert not (root / "autograded").exists()
    with isolation.sandbox(isolation.OFF):
        assert {row.score for row in grade(root).values()} == {FULL}
    shutil.rmtree(root)
