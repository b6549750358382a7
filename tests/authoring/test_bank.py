"""The bank of answers: what an author may write there, and one line for what not."""

from __future__ import annotations

import pytest

from course_utils.authoring.bank import read_answers
from course_utils.authoring.course import Course
from course_utils.authoring.trial import SECONDS
from course_utils.errors import UserMistake

RIGHT = '"""A loop.\n\nMore words.\n"""\n\n\ndef double(n):\n    return n\n'
WRONG = '''\
"""Triples instead.

fails: each_number, an_empty_list,
    the_input
reason: twice
    as large
"""

def double(n):
    return n * 3
'''


@pytest.fixture
def write(tmp_path):
    def write(**answers: str):
        folder = tmp_path / "curriculum" / "01-counting" / "answers" / "double"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in answers.items():
            (folder / f"{name}.py").write_text(text)
        return read_answers(Course(tmp_path), "01-counting", "double")

    return write


def test_right_ones_come_first_and_names_decide(write):
    answers = write(wrong_a=WRONG, right_b=RIGHT, right_a=RIGHT)
    assert [a.path.rpartition("/")[2] for a in answers] == [
        "right_a.py",
        "right_b.py",
        "wrong_a.py",
    ]
    assert [a.right for a in answers] == [True, True, False]
    assert answers[0].path == "curriculum/01-counting/answers/double/right_a.py"


def test_a_docstring_names_idea_tests_and_reason(write):
    right, wrong = write(right_a=RIGHT, wrong_a=WRONG)
    assert (right.says, right.fails, right.reason) == ("A loop.", (), "")
    assert wrong.says == "Triples instead."
    assert wrong.fails == ("each_number", "an_empty_list", "the_input")
    assert wrong.reason == "twice as large"


def test_an_answer_without_end_says_how_long_to_wait(write):
    usual, slow = write(wrong_a=WRONG, wrong_b=WRONG.replace("reason:", "seconds: 1\nreason:"))
    assert (usual.seconds, slow.seconds) == (SECONDS, 1)
    with pytest.raises(UserMistake, match="seconds: soon"):
        write(wrong_c=WRONG.replace("reason:", "seconds: soon\nreason:"))


def test_no_folder_is_no_answer(write):
    assert write() == []


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("almost", RIGHT, "almost.py: begin its name with right_ or wrong_"),
        ("right_a", "def double(:\n", "right_a.py:1: no Python"),
        ("right_a", "x = 1\n", "begin with a docstring that names the idea"),
        ("wrong_a", '"""fails: x"""\n', "its docstring needs `fails:"),
        ("wrong_a", '"""Idea.\n\nfails: x\n"""\n', "its docstring needs `fails:"),
        ("wrong_a", '"""Idea.\n\nreason: x\n"""\n', "its docstring needs `fails:"),
        ("wrong_a", '"""Idea.\n\nfails: ,\nreason: x\n"""\n', "its docstring needs `fails:"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(write, name, text, words):
    with pytest.raises(UserMistake) as mistake:
        write(**{name: text})
    line = str(mistake.value)
    assert words in line and line.startswith("curriculum/01-counting/answers/double/")
    assert "\n" not in line


def test_an_answer_that_does_not_run_is_named(write):
    (answer,) = write(right_a='"""Idea."""\nimport not_there\n')
    with pytest.raises(UserMistake, match=r"right_a.py: the answer does not run \(ModuleNotFound"):
        answer.namespace()


def test_an_answer_runs_silently_and_by_itself(write, capsys):
    (answer,) = write(right_a='"""Idea."""\nprint("hello")\nx = __name__\n')
    assert answer.namespace()["x"] == "__main__"
    assert capsys.readouterr().out == ""
