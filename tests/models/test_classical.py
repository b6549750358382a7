"""Samples, folds and costs of the notebook on classification."""

import time

import numpy as np
import pytest

from course_utils.errors import UserMistake
from course_utils.models import classical


def test_a_sample_keeps_the_shares_and_every_label():
    labels = np.repeat([0, 1, 7], [700, 298, 2])
    rows = classical.sample_by_label(labels, 100, seed=3)
    assert np.bincount(labels[rows]).tolist() == [70, 30, 0, 0, 0, 0, 0, 1]
    assert (np.diff(rows) > 0).all()
    assert np.array_equal(rows, classical.sample_by_label(labels, 100, seed=3))
    assert not np.array_equal(rows, classical.sample_by_label(labels, 100, seed=4))


def test_a_sample_of_more_than_there_is_is_everything():
    assert classical.sample_by_label(np.array([1, 0, 1]), 9, seed=0).tolist() == [0, 1, 2]
    with pytest.raises(UserMistake, match="1 rows cannot hold 2 labels"):
        classical.sample_by_label(np.array([1, 0, 1]), 1, seed=0)


def gray(*levels):
    return np.stack([np.full((2, 2), level, np.uint8) for level in levels])


def test_twins_are_a_family():
    assert classical.families(gray(5, 6, 5, 7, 6)).tolist() == [0, 1, 0, 2, 1]


def test_persons_join_families_and_nobody_is_related_to_nobody():
    # 5 and 6 show person 3; the second 6 shows nobody but is a twin; two others show nobody.
    family = classical.families(gray(5, 6, 6, 7, 8), np.array([3, 3, -1, -1, -1]))
    assert family.tolist() == [0, 0, 0, 1, 2]


def test_folds_keep_families_together_and_are_of_like_size():
    family = np.repeat(np.arange(200), np.random.default_rng(0).integers(1, 6, size=200))
    folds = classical.deal_folds(family, 5, seed=1)
    assert all(len(set(folds[family == number])) == 1 for number in range(200))
    sizes = np.bincount(folds, minlength=5)
    assert sizes.max() - sizes.min() <= 1
    assert not np.array_equal(folds, classical.deal_folds(family, 5, seed=2))


def test_folds_need_as_many_families():
    with pytest.raises(UserMistake, match="2 families cannot be dealt into 5 parts"):
        classical.deal_folds(np.array([0, 0, 0, 1, 1, 1]), 5, seed=0)


@pytest.fixture
def blobs():
    rng = np.random.default_rng(1)
    labels = np.tile([0, 1, 2], 60)
    return rng.normal(size=(180, 40)) + 3 * np.eye(3, 40)[labels], labels


@pytest.mark.parametrize("machine", ["svm", "linear"])
def test_components_then_a_machine_learns(blobs, machine):
    features, labels = blobs
    model = classical.components_then(machine, 120, components=10).fit(features[:120], labels[:120])
    assert (model.predict(features[120:]) == labels[120:]).mean() > 0.8


def test_there_are_fewer_components_than_rows():
    assert classical.components_then("svm", 40)[0].n_components == 20
    assert classical.components_then("svm", 4000)[0].n_components == 150
    with pytest.raises(UserMistake, match="no machine 'forest'"):
        classical.components_then("forest", 40)


def test_cpu_seconds_count_work_and_not_sleep():
    answer, slept = classical.cpu_seconds(time.sleep, 0.2)
    assert answer is None and slept < 0.1
    answer, worked = classical.cpu_seconds(_spin, 0.1)
    assert answer == "done" and worked >= 0.1


def _spin(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return "done"


def test_the_cost_table_fits_the_first_rows_and_scores_the_others(blobs):
    features, labels = blobs
    seen = []

    class Memory:
        def __init__(self, rows):
            self.rows = rows

        def fit(self, features, labels):
            seen.append((self.rows, len(features), len(labels)))
            self.label = labels[0]
            return self

        def predict(self, rows):
            return np.full(len(rows), self.label)

    table = classical.cost_table(
        {"memory": Memory},
        {"memory": (30, 90, 500)},
        (features[:120], labels[:120]),
        (features[120:], labels[120:]),
    )
    assert seen == [(30, 30, 30), (90, 90, 90)]
    assert table["pictures"].tolist() == [30, 90]
    assert table["score"].tolist() == pytest.approx([1 / 3, 1 / 3])
    assert (table[["fit", "answer"]] >= 0).all(axis=None)


def test_costs_that_grow_with_the_square_are_guessed():
    seconds, power = classical.extrapolate([100, 200, 400], [1, 4, 16], 800)
    assert (seconds, power) == pytest.approx((64, 2))
    with pytest.raises(UserMistake, match="two sizes"):
        classical.extrapolate([100], [1], 800)
