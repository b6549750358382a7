"""The roster and the extensions, as spreadsheets write them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from course_utils.errors import UserMistake
from course_utils.grading.course import load_course
from course_utils.grading.people import read_extensions
from course_utils.grading.roster import Person, ids_are_the_same, read_roster

from . import toy

NAMES = ('Lovelace, "Ada"', "张伟", "O'Brien; Ben", "Núñez")
QUOTED = [name.replace('"', '""') for name in NAMES]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_and_encodings(tmp_path, delimiter, encoding):
    lines = [delimiter.join(("ID", "GitHub", "LMS id", "Name"))]
    lines += [delimiter.join((f"s{i}", "", str(i), f'"{n}"')) for i, n in enumerate(QUOTED)]
    path = tmp_path / "roster.csv"
    path.write_bytes("\r\n".join([*lines, "", ""]).encode(encoding))
    assert read_roster(path) == [Person(f"s{i}", "", str(i), n) for i, n in enumerate(NAMES)]


def test_windows_letters(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_bytes("id;name\nana;Núñez\n".encode("cp1252"))
    assert read_roster(path) == [Person("ana", name="Núñez")]


def test_no_roster_is_nobody(tmp_path):
    assert read_roster(tmp_path / "roster.csv") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name\nAda\n", "no column 'id'"),
        ("", "no column 'id'"),
        ("id,name\nada,A\nADA,B\n", "'ada' stands there more than once"),
        ("id,github\nada,x\nben,X\n", "github 'x' stands there more than once"),
        ("id,name\nada,A\n../x,B\n", "line 3: '../x' cannot be a student's id"),
        ("id,name\n,Ada\n", "line 2: '' cannot be"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path, text, words):
    path = tmp_path / "roster.csv"
    path.write_text(text)
    with pytest.raises(UserMistake) as said:
        read_roster(path)
    assert words in str(said.value) and "\n" not in str(said.value)


def test_ids_never_change(tmp_path):
    store = tmp_path / "store.sqlite"
    ids_are_the_same([Person("ada", "ada-l", "17")], store)
    ids_are_the_same([Person("ada", "ada-new", "17"), Person("ben", "", "18")], store)
    with pytest.raises(UserMistake, match="lms_id 17 had the id ada and now has ada2"):
        ids_are_the_same([Person("ada2", "", "17")], store)
    with pytest.raises(UserMistake, match="github ada-l had the id ada"):
        ids_are_the_same([Person("zoe", "Ada-L")], store)


@pytest.fixture
def course(tmp_path):
    toy.make_course(tmp_path)
    with (tmp_path / "course.toml").open("a") as file:
        file.write("due = 2026-11-20T18:00:00Z\n")
    return load_course(tmp_path)


def test_extensions(course):
    (course.root / "extensions.csv").write_text(
        "id;assignment;until;days\n"
        "ada;01-counting;2026-11-21T18:00:00+00:00;\n"
        "ben;01-counting;;1,5\n"
    )
    assert read_extensions(course) == {
        ("ada", "01-counting"): timedelta(days=1),
        ("ben", "01-counting"): timedelta(days=1.5),
    }


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ada,01-counting,next week", "line 2: write `until` as"),
        ("ada,01-counting,", "line 2: write `until` as"),
        ("ada,01-counting,2026-11-01", "line 2: that is before"),
        ("ada,99-other,2026-12-01", "names no assignment '99-other'"),
    ],
)
def test_extensions_that_cannot_be_used(course, line, words):
    (course.root / "extensions.csv").write_text(f"id,assignment,until\n{line}\n")
    with pytest.raises(UserMistake, match=words):
        read_extensions(course)
