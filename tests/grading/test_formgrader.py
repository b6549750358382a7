"""Formgrader in a real browser: a score given there stays through the next autograde."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from course_utils.grading import nbgrader_setup
from course_utils.grading.audit import Audit
from course_utils.grading.classrun import grade_class, gradebook
from course_utils.grading.course import load_course
from course_utils.grading.grades import read_grades

from . import toy
from .browser import free_port, needed, started, until

pytestmark = [pytest.mark.long, needed]
TOKEN = "only-for-this-test"


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.setattr(nbgrader_setup, "HIDDEN", toy.HIDDEN)
    root = toy.make_course(tmp_path / "course")
    toy.hand_in(root, "ada", toy.filled(toy.RIGHT | {"why": "A kilometre is long."}))
    course = load_course(root)
    grade_class(course, course.assignments)
    return course


@pytest.fixture
def server(course):
    """Jupyter with formgrader in the course folder."""
    port = free_port()
    binaries = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    surroundings = {"PATH": binaries, "PYTHONPATH": str(Path(__file__).parents[1])}
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root"]
        + [
            f"--port={port}",
            f"--IdentityProvider.token={TOKEN}",
            f"--ServerApp.root_dir={course.root}",
        ]
        + ["--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}"],
        cwd=course.root,
        env=os.environ | surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        until(lambda: urllib.request.urlopen(f"{address}/api?token={TOKEN}"), "the server")
        yield address
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def browser(tmp_path):
    with started(tmp_path / "browser") as browser:
        yield browser


def answer(course):
    (grade,) = [g for g in read_grades(course.gradebook) if g.grade_id == "why"]
    return grade


def test_a_score_given_in_formgrader_stays(course, server, browser):
    browser.ask("Page.navigate", url=f"{server}/formgrader/manage_assignments?token={TOKEN}")
    text = "document.body ? document.body.innerText : ''"
    until(lambda: toy.ASSIGNMENT in (browser.evaluate(text) or ""), "the list of assignments")
    with gradebook(course) as book:
        page = book.find_submission_notebook(toy.NOTEBOOK, toy.ASSIGNMENT, "ada").id
    browser.ask("Page.navigate", url=f"{server}/formgrader/submissions/{page}?token={TOKEN}")
    # Marked so when its grade has come from the server; saving takes the mark away.
    waiting = "document.querySelector('input.score.needs_manual_grade')"
    until(lambda: browser.evaluate(f"{waiting} !== null"), "the field of the answer")
    field = f"document.getElementById('{browser.evaluate(f'{waiting}.id')}')"
    browser.evaluate(f"{field}.focus()")
    browser.ask("Input.insertText", text="1.5")
    browser.evaluate(f"{field}.blur()")
    until(lambda: answer(course).manual == 1.5, "the score in the gradebook")
    assert not answer(course).waits

    (row,) = grade_class(course, course.assignments, again=True)
    assert (row.score, row.manual) == (7.5, False)
    assert answer(course).manual == 1.5 and not answer(course).waits
    (change,) = [c for c in Audit(course.private / "store.sqlite").read() if c.who == "a person"]
    assert (change.cell, change.new) == ("why", 1.5)

    changed = toy.filled(toy.RIGHT | {"why": "Something else."})
    toy.hand_in(course.root, "ada", changed)
    grade_class(course, course.assignments)
    assert answer(course).manual == 1.5 and answer(course).waits
