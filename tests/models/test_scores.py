"""Scores against scikit-learn, SciPy and hand-made numbers."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, top_k_accuracy_score

from course_utils.models.scores import Scores


def answers(n=700, kinds=7, seed=3):
    """Probabilities that are right about half the time, and labels that leave one kind rare."""
    rng = np.random.default_rng(seed)
    labels = rng.choice(kinds, size=n, p=[0.2, 0.01, 0.19, 0.3, 0.1, 0.1, 0.1][:kinds])
    logits = rng.normal(size=(n, kinds)) + 1.5 * np.eye(kinds)[labels]
    probabilities = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return probabilities.astype(np.float32), labels


def test_the_scores_are_those_of_scikit_learn():
    probabilities, labels = answers()
    scores = Scores(probabilities=probabilities, labels=labels)
    best = probabilities.argmax(axis=1)
    assert scores.n == 700
    assert scores.accuracy.value == pytest.approx(accuracy_score(labels, best))
    assert scores.macro_f1.value == pytest.approx(f1_score(labels, best, average="macro"))
    assert scores.top2.value == pytest.approx(
        top_k_accuracy_score(labels, probabilities, k=2, labels=range(7))
    )
    np.testing.assert_array_equal(scores.confusion, confusion_matrix(labels, best))


def test_shares_have_wilsons_interval():
    probabilities, labels = answers()
    scores = Scores(probabilities=probabilities, labels=labels)
    for score in (scores.accuracy, scores.top2):
        there = binomtest(round(score.value * 700), 700).proportion_ci(method="wilson")
        assert (score.low, score.high) == pytest.approx((there.low, there.high))


def test_calibration_error_by_hand():
    # Confidence .7 and .9 in different bins; gaps 2/4 * |1/2 - .7| + 2/4 * |2/2 - .9| = .15.
    probabilities = np.array([[0.7, 0.3], [0.7, 0.3], [0.9, 0.1], [0.9, 0.1]])
    scores = Scores(probabilities=probabilities, labels=np.array([0, 1, 0, 0]))
    assert scores.ece.value == pytest.approx(0.15)


def test_a_certain_and_right_model_has_no_calibration_error():
    scores = Scores(probabilities=np.eye(3)[[0, 1, 2, 2]], labels=np.array([0, 1, 2, 2]))
    assert scores.ece.value == 0 and scores.accuracy.value == 1 == scores.macro_f1.value
    assert scores.accuracy.low < 1


def test_intervals_hold_their_score_and_narrow_with_more_pictures():
    for name in ("accuracy", "macro_f1", "top2", "ece"):
        few, many = (
            getattr(Scores(probabilities=p, labels=y), name)
            for p, y in (answers(200), answers(3000))
        )
        for score in (few, many):
            assert 0 <= score.low <= score.value <= score.high <= 1
        assert many.high - many.low < few.high - few.low


def test_most_intervals_hold_the_true_macro_f1():
    # The truth is the score on very many pictures of the same kind.
    truth = Scores(probabilities=(p := answers(40_000, seed=0))[0], labels=p[1]).macro_f1.value
    held = 0
    for seed in range(1, 41):
        probabilities, labels = answers(600, seed=seed)
        score = Scores(probabilities=probabilities, labels=labels).macro_f1
        held += score.low <= truth <= score.high
    assert held >= 35


def test_the_same_answers_get_the_same_intervals():
    probabilities, labels = answers()
    one, two = (Scores(probabilities=probabilities, labels=labels).as_dict() for _ in "ab")
    assert one == two
