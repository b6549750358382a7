"""A solved notebook with three bad models: each has its reason, and the others their points."""

import nbformat
import pytest

from course_utils.exercises.registry import load_tests
from course_utils.grading import referee
from course_utils.grading.limits import Limits

from .toy import REPOSITORY

ASSIGNMENT = "03-neural-network"
NOTEBOOK = REPOSITORY / "source" / ASSIGNMENT / "Reading-the-Network.ipynb"
ANSWERS = REPOSITORY / "curriculum" / ASSIGNMENT / "answers"

#: What stands in the place of the solution, and a part of the reason.
BAD = {
    "grad_cam": (
        "import numpy as np\n\n\ndef grad_cam(model, layer, picture, label):\n"
        "    shape = model.get_layer(layer).output.shape[1:3]\n    return np.full(shape, np.nan)",
        "nan or infinite",
    ),
    "build_transfer": (
        (ANSWERS / "build_transfer/wrong_half_a_gigabyte.py").read_text(),
        "parameters that training changes, more than 2,000,000",
    ),
    "learn_from_few": (
        (ANSWERS / "learn_from_few/wrong_never_answers.py").read_text(),
        "it did not finish within 20 seconds",
    ),
}
SOLVED = ("label_report", "find_bugs", "for_backbone")


@pytest.mark.long
def test_bad_models_cost_their_own_points_and_no_others(shipment):
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    hidden = load_tests("course_utils.hidden")
    tests = {name: hidden[name] for name in (*BAD, *SOLVED)}
    notebook.cells = [c for c in notebook.cells if referee.tested_exercise(c) in (None, *tests)]
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in BAD:
            cell.source = BAD[name][0]
    limits = Limits(request_seconds=20, cell_seconds=40, submission_seconds=600, cpu_seconds=240)
    graded = referee.grade_submission(notebook, tests, b"ada", limits, shipment=shipment)
    scores = {score.exercise: score for score in graded.scores.values()}
    for name in SOLVED:
        assert scores[name].points == scores[name].maximum, name
    for name, (_, reason) in BAD.items():
        assert scores[name].points == 0, name
        assert {reason in verdict.reason for verdict in scores[name].verdicts} == {True}, name
