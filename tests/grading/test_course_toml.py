"""`course.toml`: what it may say, and one line for what it may not."""

from __future__ import annotations

import pytest

from course_utils.errors import UserMistake
from course_utils.grading.course import find_root, load_course
from course_utils.grading.limits import MIB, Limits

from . import toy

SHORT = '[[assignment]]\nname = "one"\n'


def load(folder, text: str | bytes):
    path = folder / "course.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_course(folder)


def test_the_real_one():
    course = load_course(toy.REPOSITORY)
    assert "01-visualization" in [assignment.name for assignment in course.assignments]
    assert course.private == toy.REPOSITORY / ".course"


def test_budgets_of_the_course_of_an_assignment_and_of_nobody(tmp_path):
    course = load(
        tmp_path,
        "[limits]\ncell_seconds = 5\nmemory_mib = 1.5\n[[assignment]]\nname = 'one'\n"
        "[assignment.limits]\ncell_seconds = 7\n[[assignment]]\nname = 'two'\ntitle = 'Two'\n",
    )
    one, two = course.assignments
    assert (one.title, two.title, course.title) == ("one", "Two", "Course")
    assert (one.limits.cell_seconds, two.limits.cell_seconds) == (7, 5)
    assert two.limits.memory_bytes == 1.5 * MIB
    assert two.limits.request_seconds == Limits().request_seconds
    assert course.assignment("two") is two
    with pytest.raises(UserMistake, match="no assignment 'three'; it names one, two"):
        course.assignment("three")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[assignment]\n", "line 1"),
        (b"\xff\xfe", "utf-8"),
        ("", "names no [[assignment]]"),
        ("[[assignment]]\ntitle = 'x'\n", "every [[assignment]] needs a name"),
        ("[[assignment]]\nname = 3\n", "every [[assignment]] needs a name"),
        ("assignment = 'one'\n", "[[assignment]]"),
        ("assignment = 3\n", "[[assignment]]"),
        ("assignment = ['one']\n", "every [[assignment]] needs a name"),
        (SHORT + "name2 = 1\n[limits]\ncpu_secnods = 3\n", "no limit is called 'cpu_secnods'"),
        (SHORT + "[limits]\nmemory_bytes = 3\n", "no limit is called 'memory_bytes'"),
        (SHORT + "[limits]\ncell_seconds = 0\n", "cell_seconds must be a positive number"),
        (SHORT + "[limits]\ncell_seconds = true\n", "cell_seconds must be a positive number"),
        (SHORT + "[limits]\ncell_seconds = 'long'\n", "cell_seconds must be a positive number"),
        (SHORT + "[limits]\ncell_seconds = nan\n", "cell_seconds must be a positive number"),
        (SHORT + "[limits]\nmemory_mib = inf\n", "memory_mib must be a positive number"),
        (SHORT + "[assignment.limits]\ncell_seconds = -1\n", "cell_seconds must be a positive"),
        ("limits = 3\n" + SHORT, "[limits] must be a table"),
        ("course = 'x'\n" + SHORT, "[course] must be a table"),
        (SHORT + SHORT, "'one' twice"),
        ("[[assignment]]\nname = '../other'\n", "'../other'"),
        ("[[assignment]]\nname = ''\n", "''"),
    ],
)
def test_a_damaged_file_gives_one_line(tmp_path, text, words):
    with pytest.raises(UserMistake) as mistake:
        load(tmp_path, text)
    line = str(mistake.value)
    assert words in line and "course.toml" in line and "\n" not in line


def test_a_missing_file_gives_one_line(tmp_path):
    with pytest.raises(UserMistake, match="there is no .*course.toml"):
        load_course(tmp_path)


def test_the_folder_is_found_from_below(tmp_path):
    (tmp_path / "course.toml").write_text(SHORT)
    below = tmp_path / "submitted" / "ada"
    below.mkdir(parents=True)
    assert find_root(below) == tmp_path.resolve()


def test_no_course_anywhere_above_is_said(tmp_path):
    with pytest.raises(UserMistake, match="no course.toml in .* or above it; run this inside"):
        find_root(tmp_path)
