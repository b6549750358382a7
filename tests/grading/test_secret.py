"""The course secret: made once, for its owner's eyes, and never mixed with another."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys

import pytest

from course_utils.errors import UserMistake
from course_utils.grading import secret as module
from course_utils.grading.course import Course
from course_utils.grading.secret import FINGERPRINT, course_secret, student_seed


@pytest.fixture
def course(tmp_path):
    return Course(tmp_path, "A toy", ())


def test_made_once(course):
    first = course_secret(course)
    assert len(first) == 32 and course_secret(course) == first
    assert sorted(p.name for p in course.private.iterdir()) == ["secret"]


def test_two_courses_have_two_secrets(tmp_path):
    courses = [Course(tmp_path / name, name, ()) for name in ("a", "b")]
    for course in courses:
        course.root.mkdir()
    assert course_secret(courses[0]) != course_secret(courses[1])


def test_only_its_owner_may_read_it(course):
    before = os.umask(0)
    try:
        course_secret(course)
    finally:
        os.umask(before)
    assert stat.S_IMODE((course.private / "secret").stat().st_mode) == 0o600


def test_the_fingerprint_beside_the_gradebook_does_not_tell_it(course):
    secret = course_secret(course)
    text = (course.root / FINGERPRINT).read_text()
    assert re.fullmatch(r"[0-9a-f]{16}\n", text)
    assert text.strip() not in secret.hex()


def test_another_secret_is_refused_with_the_remedy(course):
    course_secret(course)
    (course.private / "secret").write_text("ab" * 32)
    with pytest.raises(UserMistake, match=r"another secret than .*use the first grading machine"):
        course_secret(course)
    (course.root / FINGERPRINT).unlink()  # the remedy
    assert course_secret(course) == bytes.fromhex("ab" * 32)


def test_a_missing_secret_is_refused_and_none_is_made(course):
    course_secret(course)
    (course.private / "secret").unlink()
    with pytest.raises(UserMistake, match=r"a secret that is not here: copy .*/\.course/secret"):
        course_secret(course)
    assert not (course.private / "secret").exists()


@pytest.mark.parametrize("content", ["", "no hex at all", "abcd", "\udcff"])
def test_a_damaged_secret_is_refused(course, content):
    course.private.mkdir()
    (course.private / "secret").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(UserMistake, match="is damaged; restore it"):
        course_secret(course)


def test_the_slower_of_two_graders_takes_the_secret_that_is_there(course, monkeypatch):
    """The other one is through between our looking and our linking."""
    theirs, link = [], os.link

    def slow(source, target):
        monkeypatch.setattr(module.os, "link", link)
        theirs.append(course_secret(course))
        link(source, target)

    monkeypatch.setattr(module.os, "link", slow)
    assert course_secret(course) == theirs[0]
    assert sorted(p.name for p in course.private.iterdir()) == ["secret"]


def test_a_secret_that_appears_while_we_look_is_no_missing_one(course, monkeypatch):
    """The other grader finishes between our two looks, whichever comes first."""
    exists, looks = type(course.root).exists, []

    def look(path, **options):
        seen = exists(path, **options)
        if not looks:
            looks.append(path)
            course_secret(course)
        return seen

    monkeypatch.setattr(type(course.root), "exists", look)
    assert len(course_secret(course)) == 32


ONE = """
import sys
from pathlib import Path
from course_utils.grading.course import Course
from course_utils.grading.secret import course_secret
print("ready", flush=True)
sys.stdin.readline()
print(course_secret(Course(Path(sys.argv[1]), "A toy", ())).hex())
"""


def test_two_that_start_at_once_have_the_same(tmp_path):
    graders = [
        subprocess.Popen(
            [sys.executable, "-c", ONE, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for grader in graders:
        assert grader.stdout.readline() == "ready\n"
    for grader in graders:
        grader.stdin.write("\n")
        grader.stdin.flush()
    answers = [grader.communicate(timeout=60) for grader in graders]
    assert {error for _, error in answers} == {""}
    assert len({answer for answer, _ in answers}) == 1
    assert sorted(p.name for p in (tmp_path / ".course").iterdir()) == ["secret"]


def test_seeds_differ_by_student_and_by_secret():
    seeds = {student_seed(s, name) for s in (b"a" * 32, b"b" * 32) for name in ("ada", "ben", "")}
    assert len(seeds) == 6
    assert student_seed(b"a" * 32, "ada") == student_seed(b"a" * 32, "ada")
