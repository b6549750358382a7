"""Visible checks and hints of Reading-the-Network: what the answers are worth."""

from __future__ import annotations

import numpy as np
import pandas as pd

from course_utils.checks.classification_scores import expect_number, parts
from course_utils.exercises import expect, tests

HINTS = {
    "label_report": [
        "`answers == 2` are the pictures answered with label 2, `labels == 2` those that carry it. "
        "Where both are true, it is a hit.",
        "scikit-learn's `precision_recall_fscore_support` gives four arrays. Its `labels=` says "
        "which labels there are, also when one does not occur, and `zero_division=` what stands "
        "where nothing can be divided.",
        '`pd.DataFrame({"precision": …}, index=names)` names columns and rows.',
    ],
    "second_guess": [
        "`np.argsort(probabilities, axis=1)` orders each row from the smallest to the largest. "
        "Which column of it holds the first answer, and which the second?",
        "Make one array of True and False: `wrong = first != labels`. Then `second[wrong]` and "
        "`labels[wrong]` are those of the wrong ones alone.",
        "`usual[first]` gives, for all pictures at once, what she says who does not look.",
    ],
    "calibration_error": [
        "Two arrays are enough: the confidence of each picture, and whether its answer is right.",
        "A confidence times `bins`, cut off to a whole number, is the number of its bin. What "
        "happens to a confidence of 1?",
        "Go through the bins in a loop, leave out those without a picture, and add up each gap "
        "times the share of all pictures that lie in its bin.",
    ],
    "abstention_curve": [
        "`np.argsort(-confidence)` gives the places of the pictures, the surest first.",
        "Put the hits in that order. How many are there among the first k? `np.cumsum` counts.",
        "`np.arange(1, n + 1)` are the numbers 1 to n.",
    ],
}

#: The columns of `label_report`, in the order of its statement.
COLUMNS = ["precision", "recall", "f1", "faces"]


def expect_array(mine, right: np.ndarray, *, what: str, reason: str) -> None:
    """Expect an array of finite shares within the difference that the statements allow."""
    expect.kind(mine, np.ndarray, called="a numpy array", what=what)
    if mine.shape == right.shape:
        expect.finite(mine, what=what)
    expect.array(mine, right, what=what, reason=reason, atol=1e-6)


def expect_error(value, right: float, reason: str) -> None:
    """Expect the calibration error `right`, as one number from 0 to 1."""
    if isinstance(value, float | np.floating):
        expect.that(
            np.isfinite(value),
            f"the answer is {value}: does a bin without pictures take part somewhere?",
        )
    expect.number(
        value,
        0.5,
        reason=f"the answer is {value}, but a mean of gaps lies between 0 and 1",
        atol=0.501,
    )
    expect.number(value, right, reason=reason, atol=1e-6)


# ------------------------------------------------------------------ a report for each label


@tests("label_report")
def three_pictures_by_hand(student, rng):
    value = student.label_report(
        np.array([0, 0, 1]), np.array([0, 1, 1]), ["Angry", "Fear", "Happy"]
    ).value
    rows = [[1.0, 0.5, 2 / 3, 2], [0.5, 1.0, 2 / 3, 1], [0.0, 0.0, 0.0, 0]]
    expect.frame(
        value,
        pd.DataFrame(rows, index=["Angry", "Fear", "Happy"], columns=COLUMNS),
        reason="the three pictures of the example do not give the table of the text",
        atol=1e-6,
    )


@tests("label_report")
def a_label_that_is_never_answered(student, rng):
    # Five pictures, all answered with the last name.
    value = student.label_report(
        np.array([2, 2, 2, 0, 1]), np.array([2, 2, 2, 2, 2]), ["owl", "cat", "bee"]
    ).value
    rows = [[0.0, 0.0, 0.0, 1], [0.0, 0.0, 0.0, 1], [0.6, 1.0, 0.75, 3]]
    expect.frame(
        value,
        pd.DataFrame(rows, index=["owl", "cat", "bee"], columns=COLUMNS),
        reason="five pictures, all answered with the last of three labels, which three of them "
        "carry: its precision is 0.6, its recall 1, and the other labels have 0.0 where nothing "
        "can be divided",
        atol=1e-6,
    )


# ------------------------------------------------------------------ a second guess


def expect_guesses(student, probabilities, labels, usual, right, reason: str) -> None:
    value = student.second_guess(np.array(probabilities), np.array(labels), np.array(usual)).value
    mine = parts(value, "top2", "rescued", "not_looking")
    for name, number in zip(mine, right, strict=True):
        expect_number(mine[name], number, name, reason, atol=1e-6)


@tests("second_guess")
def the_three_pictures_of_the_text(student, rng):
    expect_guesses(
        student,
        [[0.6, 0.3, 0.1], [0.5, 0.1, 0.4], [0.7, 0.2, 0.1]],
        [0, 2, 1],
        [1, 0, 0],
        (1.0, 1.0, 0.5),
        "of the example is not as in the text",
    )


@tests("second_guess")
def four_pictures_and_four_labels(student, rng):
    # First answers 1, 1, 3, 0; second answers 0, 2, 2, 3. The first picture is a hit.
    expect_guesses(
        student,
        [
            [0.3, 0.4, 0.2, 0.1],
            [0.04, 0.5, 0.3, 0.16],
            [0.1, 0.2, 0.3, 0.4],
            [0.6, 0.1, 0.05, 0.25],
        ],
        [1, 3, 2, 1],
        [1, 3, 0, 0],
        (0.5, 1 / 3, 2 / 3),
        "is not right where the first answers are 1, 1, 3, 0, the second ones 0, 2, 2, 3, the "
        "labels 1, 3, 2, 1 and `usual` 1, 3, 0, 0",
    )


@tests("second_guess")
def nothing_is_wrong(student, rng):
    expect_guesses(
        student,
        [[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]],
        [0, 2],
        [1, 2, 1],
        (1.0, 0.0, 0.0),
        "is not right where both first answers are the labels",
    )


@tests("second_guess")
def the_three_arrays_stay(student, rng):
    given = np.array([[0.2, 0.5, 0.3]]), np.array([2]), np.array([1, 2, 0])
    answer = student.second_guess(*given)
    for after, before, name in zip(
        answer.arguments, given, ("probabilities", "labels", "usual"), strict=False
    ):
        expect.unchanged(after, before, what=f"the array `{name}`")


# ------------------------------------------------------------------ the calibration error

FOUR = [[0.55, 0.45], [0.35, 0.65], [0.9, 0.1], [0.05, 0.95]]


@tests("calibration_error")
def four_pictures_in_one_bin(student, rng):
    # All answers but the second are the labels.
    value = student.calibration_error(np.array(FOUR), np.array([0, 0, 0, 1]), 2).value
    expect_error(value, 0.0125, "the calibration error of the example with 2 bins is not 0.0125")


@tests("calibration_error")
def four_pictures_in_two_bins(student, rng):
    # Confidences 0.55 and 0.65 with one hit, 0.9 and 0.95 with two.
    value = student.calibration_error(np.array(FOUR), np.array([0, 0, 0, 1]), 4).value
    expect_error(
        value,
        0.0875,
        "the calibration error of the example with 4 bins is not 0.0875: one bin with two pictures "
        "has the gap 0.1, another one 0.075",
    )


@tests("calibration_error")
def as_sure_as_can_be(student, rng):
    value = student.calibration_error(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([0, 0]), 5).value
    expect_error(
        value,
        0.5,
        "two pictures with confidence 1, one of them a hit, give 0.5: in which bin are they?",
    )


@tests("calibration_error")
def probabilities_and_labels_stay(student, rng):
    given = np.array(FOUR), np.array([0, 0, 0, 1])
    answer = student.calibration_error(*given, 5)
    for after, before, name in zip(
        answer.arguments, given, ("probabilities", "labels"), strict=False
    ):
        expect.unchanged(after, before, what=f"the array `{name}`")


# ------------------------------------------------------------------ the abstention curve


@tests("abstention_curve")
def three_pictures_in_their_order(student, rng):
    probabilities = np.array([[0.5, 0.3, 0.2], [0.04, 0.9, 0.06], [0.7, 0.2, 0.1]])
    value = student.abstention_curve(probabilities, np.array([0, 1, 2])).value
    mine = parts(value, "coverage", "accuracy")
    # The surest is right, the next is not, the least sure is right.
    for name, right in (("coverage", [1 / 3, 2 / 3, 1.0]), ("accuracy", [1.0, 0.5, 2 / 3])):
        expect_array(
            mine[name],
            np.array(right),
            what=f"`{name}`",
            reason=f"`{name}` of the example is not as in the text",
        )


@tests("abstention_curve")
def the_arrays_stay(student, rng):
    probabilities, labels = np.array([[0.2, 0.8], [0.7, 0.3]]), np.array([0, 0])
    answer = student.abstention_curve(probabilities, labels)
    expect.unchanged(answer.arguments[0], probabilities, what="the array `probabilities`")
    expect.unchanged(answer.arguments[1], labels, what="the array `labels`")
