"""Bad networks of every sort: `check` and the referee say why, and nothing else is lost."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from course_utils.authoring.bank import read_answers
from course_utils.authoring.course import find_course
from course_utils.exercises.check import judge
from course_utils.exercises.registry import load_tests
from course_utils.grading import referee
from course_utils.grading.limits import Limits
from course_utils.quiet import quiet_tensorflow

from . import toy

ASSIGNMENT = "03-neural-network"
BANK = {
    (exercise, Path(answer.path).stem): answer
    for exercise in ("build_cnn", "build_transfer", "learn_from_few")
    for answer in read_answers(find_course(toy.REPOSITORY), ASSIGNMENT, exercise)
}
ENDLESS = "wrong_never_answers"
BAD = [
    "wrong_not_built",
    "wrong_three_channels",
    "wrong_sigmoid",
    "wrong_nan",
    "wrong_half_a_gigabyte",
    ENDLESS,
]
POOL = """\
import numpy as np

def max_pool(picture, size):
    rows, columns = picture.shape[0] // size, picture.shape[1] // size
    squares = picture[: rows * size, : columns * size].reshape(rows, size, columns, size)
    return squares.max(axis=(1, 3))
"""


@pytest.mark.long
@pytest.mark.parametrize("name", BAD)
def test_the_referee_says_why_and_the_next_exercise_earns(grade, name):
    quiet = "from course_utils.quiet import quiet_tensorflow\nquiet_tensorflow()"
    bad = BANK["build_cnn", name]
    graded = grade(
        toy.plain(quiet),
        toy.exercise("build_cnn", bad.code),
        toy.test("build_cnn", 3),
        toy.exercise("max_pool", POOL),
        toy.test("max_pool", 1),
        tests={key: load_tests("course_utils.hidden")[key] for key in ("build_cnn", "max_pool")},
        # The endless one is waited for four times.
        request_seconds=20 if name == ENDLESS else 120,
        submission_seconds=900,
        cell_seconds=120,
    )
    failed = [v for v in graded.scores["test_build_cnn"].verdicts if not v.passed]
    assert {verdict.test for verdict in failed} == set(bad.fails)
    assert any(bad.reason in verdict.reason for verdict in failed)
    assert graded.scores["test_max_pool"].points == 1


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in BAD if name != ENDLESS])
def test_a_check_gives_each_reason_once(name):
    quiet_tensorflow()
    names: dict = {"__name__": "__main__"}
    exec(BANK["build_cnn", name].code, names)
    result = judge("build_cnn", names)
    assert result.outcome == "not yet"
    assert 1 <= len(result.lines) <= 2
    assert len(set(result.lines)) == len(result.lines)


#: In a whole notebook: what stands in the place of the solution, and a part of the reason.
BAD_MODELS = {
    "grad_cam": (
        "import numpy as np\n\n\ndef grad_cam(model, layer, picture, label):\n"
        "    shape = model.get_layer(layer).output.shape[1:3]\n    return np.full(shape, np.nan)",
        "nan or infinite",
    ),
    "build_transfer": (
        BANK["build_transfer", "wrong_half_a_gigabyte"].code,
        "parameters that training changes, more than 2,000,000",
    ),
    "learn_from_few": (
        BANK["learn_from_few", ENDLESS].code,
        "it did not finish within 20 seconds",
    ),
}
SOLVED = ("label_report", "find_bugs", "for_backbone")


@pytest.mark.long
def test_three_bad_models_in_a_solved_notebook_cost_their_own_points_and_no_others(shipment):
    path = toy.REPOSITORY / "source" / ASSIGNMENT / "Reading-the-Network.ipynb"
    notebook = nbformat.read(path, as_version=4)
    hidden = load_tests("course_utils.hidden")
    tests = {name: hidden[name] for name in (*BAD_MODELS, *SOLVED)}
    notebook.cells = [c for c in notebook.cells if referee.tested_exercise(c) in (None, *tests)]
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in BAD_MODELS:
            cell.source = BAD_MODELS[name][0]
    limits = Limits(request_seconds=20, cell_seconds=40, submission_seconds=600, cpu_seconds=240)
    graded = referee.grade_submission(notebook, tests, b"ada", limits, shipment=shipment)
    scores = {score.exercise: score for score in graded.scores.values()}
    for name in SOLVED:
        assert scores[name].points == scores[name].maximum, name
    for name, (_, reason) in BAD_MODELS.items():
        assert scores[name].points == 0, name
        assert all(reason in verdict.reason for verdict in scores[name].verdicts), name
