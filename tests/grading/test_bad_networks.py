"""Bad networks of every sort: `check` and the referee say why, and nothing else is lost."""

from __future__ import annotations

import pytest

from course_utils.exercises.check import judge
from course_utils.exercises.registry import load_tests
from course_utils.quiet import quiet_tensorflow

from . import toy

BANK = toy.REPOSITORY / "curriculum/03-neural-network/answers/build_cnn"
#: An answer of the bank, and what a student must be told.
BAD = {
    "wrong_not_built": "is not built yet",
    "wrong_three_channels": "its input has the shape",
    "wrong_sigmoid": "should sum to 1",
    "wrong_nan": "nan or infinite",
    "wrong_half_a_gigabyte": "more than 400,000",
    "wrong_never_answers": "did not finish within",
}
POOL = """\
import numpy as np

def max_pool(picture, size):
    rows, columns = picture.shape[0] // size, picture.shape[1] // size
    squares = picture[: rows * size, : columns * size].reshape(rows, size, columns, size)
    return squares.max(axis=(1, 3))
"""


def source(name: str) -> str:
    return (BANK / f"{name}.py").read_text(encoding="utf-8")


@pytest.mark.long
@pytest.mark.parametrize(("name", "words"), BAD.items())
def test_the_referee_says_why_and_the_next_exercise_earns(grade, name, words):
    quiet = "from course_utils.quiet import quiet_tensorflow\nquiet_tensorflow()"
    graded = grade(
        toy.plain(quiet),
        toy.exercise("build_cnn", source(name)),
        toy.test("build_cnn", 3),
        toy.exercise("max_pool", POOL),
        toy.test("max_pool", 1),
        tests={key: load_tests("course_utils.hidden")[key] for key in ("build_cnn", "max_pool")},
        # The endless one is waited for four times.
        request_seconds=20 if name == "wrong_never_answers" else 120,
        submission_seconds=900,
        cell_seconds=120,
    )
    verdicts = graded.scores["test_build_cnn"].verdicts
    assert any(words in verdict.reason for verdict in verdicts)
    assert graded.scores["test_build_cnn"].points < 3
    assert graded.scores["test_max_pool"].points == 1


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in BAD if name != "wrong_never_answers"])
def test_a_check_gives_each_reason_once(name):
    quiet_tensorflow()
    names: dict = {"__name__": "__main__"}
    exec(source(name), names)
    result = judge("build_cnn", names)
    assert result.outcome == "not yet"
    assert 1 <= len(result.lines) <= 2
    assert len(set(result.lines)) == len(result.lines)
