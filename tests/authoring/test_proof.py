"""The proof: what a notebook earns and raises, told by a fake referee and by the real one."""

from __future__ import annotations

import pytest

from course_utils.authoring.derived import make_pair
from course_utils.authoring.proof import course_referee, prove
from course_utils.exercises import expect
from course_utils.exercises.registry import Test

from .toy import COUNTING, FakeReferee, read

HIDDEN = {"double": ["a test"], "Counter": ["a test"]}


def faults(errors, text=COUNTING):
    return prove(make_pair(read(text)), HIDDEN, FakeReferee(errors=errors)).faults


NOT_DONE = ("NotImplementedError", "")
UNKNOWN = ("NameError", "name 'total' is not defined")
AFTERWARDS = COUNTING.replace("print(double(numbers))", "total = double(numbers)").replace(
    'print("the end")', "print(total)"
)


def test_unfinished_cell_and_what_follows_from_it_are_as_they_should_be():
    errors = {("release", "total = double"): NOT_DONE, ("release", "print(total)"): UNKNOWN}
    assert faults(errors, AFTERWARDS) == []


def test_unknown_name_without_an_unfinished_cell_is_a_fault():
    assert "NameError in release/" in faults({("release", "print(total)"): UNKNOWN}, AFTERWARDS)[0]


def test_exercise_cell_may_raise_nothing_else():
    text = COUNTING.replace(
        '# %% exercise="Counter"', '# %%\ntotal = double(numbers)\n\n# %% exercise="Counter"'
    )
    errors = {("release", "total = double"): NOT_DONE, ("release", "class Counter"): UNKNOWN}
    (fault,) = faults(errors, text)
    assert "NameError in release/" in fault


def test_solved_notebook_may_raise_nothing():
    assert "NotImplementedError in source/" in faults({("source", "def double"): NOT_DONE})[0]


def test_missing_score_is_a_fault():
    class Forgetful(FakeReferee):
        def __call__(self, *arguments):
            graded = super().__call__(*arguments)
            graded.scores.pop("test_double")
            return graded

    (fault,) = prove(make_pair(read(COUNTING)), HIDDEN, Forgetful()).faults
    assert "no score for `double`" in fault


def others_double_too(student, rng):
    numbers = [int(number) for number in rng.integers(0, 9, size=5)]
    answer = student.double(numbers)
    expect.that(answer.value == [2 * number for number in numbers], "each number twice")


def the_counter_goes_on(student, rng):
    counter = student.Counter(3)
    expect.that(counter.step(2).value == 5, "3 and 2 are 5")


REAL = {
    "double": [Test("double", "others_double_too", others_double_too, "toy")],
    "Counter": [Test("Counter", "the_counter_goes_on", the_counter_goes_on, "toy")],
}


def test_real_referee_proves_the_toy_course(tmp_path):
    (tmp_path / "numbers.csv").write_text("number\n3\n")
    text = COUNTING.replace("numbers = [3, 1, 2]", 'numbers = [len(open("numbers.csv").read())]')
    with course_referee() as referee:
        proof = prove(make_pair(read(text)), REAL, referee, tmp_path)
    assert proof.faults == []
    assert [(row.name, row.solution, row.stub) for row in proof.rows] == [
        ("double", 2, 0),
        ("Counter", 1.5, 0),
        ("why_double", None, None),
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("number * 2 for", "number * 3 for", "the solution of `double` earns 0 of 2 points (each"),
        ("numbers = [3", "numbers = absent + [3", "NameError in source/: name 'absent'"),
        # A stub that is right without the student.
        (
            "    ### BEGIN SOLUTION\n    doubled",
            "    if numbers:\n        return [2 * n for n in numbers]\n"
            "    ### BEGIN SOLUTION\n    doubled",
            "stub of `double` earns 2",
        ),
    ],
)
def test_real_referee_finds_the_fault(old, new, words):
    assert old in COUNTING
    with course_referee() as referee:
        proof = prove(make_pair(read(COUNTING.replace(old, new))), REAL, referee)
    assert any(words in fault for fault in proof.faults), proof.faults
