"""Hidden tests of the assignment Classification: the models.

A model is judged by its answers alone, so that any scaler, any solver and any class of one's own
will do. The data leave room for chance: where a model is right it is nearly always right, and where
something leaks most of its answers change.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy.stats
from sklearn.metrics import accuracy_score
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from course_utils.checks.classification_models import (
    a_support_vector_machine,
    the_answers,
    the_interval,
    the_votes,
    things_named,
)
from course_utils.exercises import expect, tests
from course_utils.faces.hidden import hidden_faces

#: How many hidden faces a challenger learns from, and on how many others it is scored.
NTRAIN, NTEST = 800, 800
#: How far it must lie above the majority baseline on the same faces.
MARGIN = 0.05


# ------------------------------------------------------------------ the majority baseline


def labels_with_counts(rng, counts) -> np.ndarray:
    """Label 0 as often as the first number says, and so on, in random order."""
    return rng.permutation(np.repeat(np.arange(len(counts)), counts))


def expect_baseline(answer, train, test, *, label_reason: str, score_reason: str) -> None:
    label, score = things_named(answer.value, "label", "score")
    right = scipy.stats.mode(train).mode
    expect.number(label, right, what="`label`", reason=label_reason)
    expect.number(
        score,
        accuracy_score(test, np.full(len(test), right)),
        what="`score`",
        reason=score_reason,
        atol=1e-6,
    )


@tests("majority_baseline")
def commonest_label_of_training(student, rng):
    order = rng.permutation(5)
    train = labels_with_counts(rng, np.array([31, 12, 7, 22, 9])[order])
    test = labels_with_counts(rng, np.array([11, 45, 6, 13, 8])[order])
    expect_baseline(
        student.majority_baseline(train, test),
        train,
        test,
        label_reason="`label` should be the commonest label of `train_labels`: the test must not "
        "choose it",
        score_reason="`score` should be the share of the test labels that are equal to `label`, "
        "from 0 to 1",
    )


@tests("majority_baseline")
def of_equally_common_labels_the_smaller(student, rng):
    for first in (0, 1):
        counts = np.array([4, 9, 3, 9, 9, 2])
        train = np.roll(labels_with_counts(rng, counts), 1)
        # Whichever stands first must not matter: once the larger one does, once the smaller.
        places = np.flatnonzero(train == (4, 1)[first])
        train[[0, places[0]]] = train[[places[0], 0]]
        test = labels_with_counts(rng, [5, 4, 3, 8, 7, 6])
        expect_baseline(
            student.majority_baseline(train, test),
            train,
            test,
            label_reason="if several labels are equally common in `train_labels`, `label` should "
            "be the smallest of them, in whatever order they stand",
            score_reason="`score` should be the share of the test labels that are equal to "
            "`label`, from 0 to 1",
        )


@tests("majority_baseline")
def a_label_that_the_test_lacks(student, rng):
    train = labels_with_counts(rng, [0, 0, 6, 0, 14, 0, 0, 5])
    test = labels_with_counts(rng, [4, 0, 9, 7, 0, 2])
    expect_baseline(
        student.majority_baseline(train, test),
        train,
        test,
        label_reason="`label` should be the label itself, also when some numbers do not occur in "
        "`train_labels`",
        score_reason="when the commonest label of Training does not occur in the test, no test "
        "label is hit",
    )


@tests("majority_baseline")
def the_labels_given_are_left_alone(student, rng):
    train = labels_with_counts(rng, [8, 17, 11])
    test = labels_with_counts(rng, [4, 6, 14])
    answer = student.majority_baseline(train, test)
    for after, before in zip(answer.arguments, (train, test), strict=True):
        expect.unchanged(after, before)
    expect_baseline(
        answer,
        train,
        test,
        label_reason="`label` should be the commonest label of `train_labels`",
        score_reason="`score` should be the share of the test labels that are equal to `label`, "
        "from 0 to 1",
    )


# ------------------------------------------------------------------ an SVM

#: The first columns tell three labels apart, the others are noise.
TELLING, COLUMNS = 30, 100
#: So many of the probe's answers may differ by chance.
BY_CHANCE = 0.02


class Clouds:
    """Rows around three centres, with labels 0, 1 and 2.

    Args:
        rng: where everything comes from.
        distance: of a label that stands apart in a column, in standard deviations; 4 is so far
            that no honest model mistakes a row.
    """

    def __init__(self, rng, distance: float = 4):
        self.rng = rng
        # In each telling column one label stands apart, so that no two centres are near.
        apart = rng.permutation(np.arange(TELLING) % 3)
        self.centres = np.zeros((3, COLUMNS))
        self.centres[apart, np.arange(TELLING)] = distance * rng.choice([-1, 1], size=TELLING)

    def draw(self, n: int) -> tuple[np.ndarray, np.ndarray]:
        """(n, 100) rows and (n,) labels, each label equally often."""
        labels = self.rng.permutation(np.arange(n) % 3)
        return self.centres[labels] + self.rng.normal(size=(n, COLUMNS)), labels


def four_tests_a_training_row(rng, n: int = 150) -> np.ndarray:
    """Splits of 5 n rows: what learns from all rows learns mostly from the tests."""
    return rng.permutation(np.repeat([0, 1, 2], [n, 2 * n, 2 * n]))


def expect_right(answers, right, reason: str, share: float = 0.95) -> None:
    expect.that(np.mean(answers == right) >= share, reason)


@tests("train_svm")
def it_learns_labels_of_any_number(student, rng):
    clouds, names = Clouds(rng), np.array([3, 7, 11])
    features, labels = clouds.draw(180)
    usage = rng.permutation(np.repeat([0, 1, 2], [100, 40, 40]))
    model = student.train_svm(features, names[labels], usage).value
    rows, right = clouds.draw(120)
    answers = the_answers(model, rows, names)
    a_support_vector_machine(model)
    expect_right(
        answers,
        names[right],
        "three labels lie far apart, but `predict` often answers with the wrong one: are features "
        "and labels of the same rows in `fit`?",
    )


@tests("train_svm")
def every_feature_has_a_like_spread(student, rng):
    clouds = Clouds(rng)
    features, labels = clouds.draw(180)
    usage = rng.permutation(np.repeat([0, 1], [120, 60]))
    rows, right = clouds.draw(120)
    spread = np.where(np.arange(COLUMNS) < TELLING, 1e-3, 1e4)
    model = student.train_svm(features * spread, labels, usage).value
    expect_right(
        the_answers(model, rows * spread, labels),
        right,
        "features with small numbers are drowned by those with large ones: every column should be "
        "scaled before the SVM, by the same numbers in `fit` and in `predict`",
    )


@tests("train_svm")
def features_of_the_test_rows_stay_out(student, rng):
    clouds, usage = Clouds(rng), four_tests_a_training_row(rng)
    features, labels = clouds.draw(len(usage))
    rows, right = clouds.draw(120)
    telling = np.arange(COLUMNS) < TELLING
    before = None
    # A scaler that sees the test rows makes the first kind of column small, a PCA looks at the
    # second kind only.
    for changed in (np.zeros(COLUMNS, bool), telling, ~telling):
        others = np.where((usage > 0)[:, None] & changed, features * 1e5, features)
        model = student.train_svm(others, labels, usage).value
        answers = the_answers(model, rows, labels)
        if before is None:
            before = answers
            expect_right(answers, right, "three labels lie far apart, but `predict` mistakes them")
        expect.that(
            np.mean(answers != before) <= BY_CHANCE,
            "features of the test rows leak into your model: other numbers there, with Training "
            "as it was, change its answers. Scaler, PCA and SVM should be fitted on the rows with "
            "`usage` 0 alone",
        )


@tests("train_svm")
def labels_of_the_test_rows_stay_out(student, rng):
    clouds, usage = Clouds(rng), four_tests_a_training_row(rng)
    features, labels = clouds.draw(len(usage))
    rows, right = clouds.draw(120)
    before = the_answers(student.train_svm(features, labels, usage).value, rows, labels)
    expect_right(before, right, "three labels lie far apart, but `predict` mistakes them")
    wrong = np.where(usage == 0, labels, (labels + 1) % 3)
    after = the_answers(student.train_svm(features, wrong, usage).value, rows, labels)
    expect.that(
        np.mean(after != before) <= BY_CHANCE,
        "labels of the test rows leak into your model: other labels there, with Training as it "
        "was, change its answers. The SVM should be fitted on the rows with `usage` 0 alone",
    )


@tests("train_svm")
def a_row_alone_is_answered_as_among_many(student, rng):
    clouds = Clouds(rng)
    features, labels = clouds.draw(180)
    usage = rng.permutation(np.repeat([0, 1, 2], [100, 40, 40]))
    model = student.train_svm(features, labels, usage).value
    rows, right = clouds.draw(90)
    together = the_answers(model, rows, labels)
    expect_right(together, right, "three labels lie far apart, but `predict` mistakes them")
    some = [rows[[place]] for place in range(3)] + [rows[right == label] for label in range(3)]
    apart = np.concatenate([the_answers(model, part, labels) for part in some])
    among = np.concatenate([together[:3], *(together[right == label] for label in range(3))])
    expect.that(
        np.mean(apart != among) <= BY_CHANCE,
        "a row gets another answer when it comes alone, or among rows like itself: `predict` "
        "should scale by the numbers of Training, and fit nothing new",
    )


@tests("train_svm")
def what_is_given_stays_and_so_do_the_answers(student, rng):
    # First the labels lie far apart, so that answers are right; then they overlap, so that chance
    # shows where it has a hand.
    for distance in (4, 1):
        clouds = Clouds(rng, distance)
        features, labels = clouds.draw(300)
        usage = rng.permutation(np.repeat([0, 1, 2], 100))
        rows, right = clouds.draw(120)
        given = (features, labels, usage)
        twice = []
        for _ in range(2):
            answer = student.train_svm(*given)
            for after, before in zip(answer.arguments, given, strict=True):
                expect.unchanged(after, before)
            twice.append(the_answers(answer.value, rows, labels))
        if distance == 4:
            expect_right(twice[0], right, "three labels lie far apart, but `predict` mistakes them")
        expect.that(
            np.mean(twice[0] != twice[1]) <= BY_CHANCE,
            "the same rows give another model the second time: set `random_state`",
        )


# ------------------------------------------------------------------ a random forest


def odd_quarters(rng, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows whose label says whether their first two numbers have the same sign: no line parts them.

    Both numbers stay away from zero; a third one is noise.
    """
    signs = rng.choice([-1, 1], size=(n, 2))
    features = np.column_stack([signs * rng.uniform(0.3, 1, size=(n, 2)), rng.normal(size=n)])
    return features, (signs[:, 0] != signs[:, 1]).astype(int)


def noisy_labels(rng, n: int, labels) -> tuple[np.ndarray, np.ndarray]:
    """Features that say little about the label: trees disagree on most rows."""
    labels = rng.choice(labels, size=n)
    return rng.normal(size=(n, 6)) + 0.3 * labels[:, None] / labels.max(), labels


@tests("train_forest")
def a_rule_that_no_line_follows(student, rng):
    features, labels = odd_quarters(rng, 500)
    model = student.train_forest(features, labels, 60, int(rng.integers(1000))).value
    rows, right = odd_quarters(rng, 200)
    expect_right(
        the_answers(model, rows, labels),
        right,
        "the label depends on two features together, and `predict` does not find the rule: trees "
        "of more than one step do",
        share=0.85,
    )


@tests("train_forest")
def one_column_a_label_in_rising_order(student, rng):
    names = np.array([2, 5, 8, 40])
    labels = rng.permutation(np.arange(240) % 4)
    features = rng.normal(size=(240, 6)) + 3 * np.eye(4, 6)[labels]
    # The label that comes first in the rows is not the smallest.
    place = np.flatnonzero(labels == 3)[0]
    order = [place, *np.delete(np.arange(240), place)]
    features, labels = features[order], names[labels[order]]
    model = student.train_forest(features, labels, 40, int(rng.integers(1000))).value
    rows = rng.normal(size=(200, 6)) + 3 * np.eye(4, 6)[np.arange(200) % 4]
    votes, answers = the_votes(model, rows, names), the_answers(model, rows, names)
    expect_right(
        names[votes.argmax(axis=1)],
        names[np.arange(200) % 4],
        "the columns of `predict_proba` should be the labels in rising order: the largest share "
        "often stands at another label's place",
        share=0.7,
    )
    votes_for_answer = votes[np.arange(200), np.searchsorted(names, answers)]
    expect.that(
        np.mean(votes_for_answer >= votes.max(axis=1) - 1e-6) >= 1 - BY_CHANCE,
        "`predict` and `predict_proba` disagree: the answer should be the label with most votes",
    )


@tests("train_forest")
def as_many_votes_as_trees(student, rng):
    features, labels = noisy_labels(rng, 150, [0, 1, 2])
    rows, _ = noisy_labels(rng, 100, [0, 1, 2])
    for trees in (1, 7, 32):
        model = student.train_forest(features, labels, trees, int(rng.integers(1000))).value
        counts = the_votes(model, rows, labels) * trees
        expect.that(
            np.allclose(counts, np.round(counts), atol=1e-4),
            f"with `trees={trees}` each share of `predict_proba` should be a number of trees "
            f"divided by {trees}: is `trees` the number of trees, and does each tree grow until "
            "its leaves are of one label?",
        )
        # More trees than one, but all of them copies, would have one vote too.
        sure = np.mean(np.isin(np.round(counts), [0, trees]))
        expect.that(
            trees == 1 or sure < 0.9,
            f"with `trees={trees}` nearly all votes are all or nothing: are there several trees, "
            "each from a resample of its own?",
        )


@tests("train_forest")
def trees_see_parts_of_rows_and_features(student, rng):
    features, labels = noisy_labels(rng, 120, [0, 1])
    model = student.train_forest(features, labels, 40, int(rng.integers(1000))).value
    votes = the_votes(model, features, labels)
    expect.that(
        np.mean(votes.max(axis=1) > 1 - 1e-6) < 0.9,
        "on the rows that it learned from, all trees agree: each tree should learn from its own "
        "random resample, in which some rows are missing",
    )
    # One feature alone parts the labels: a tree that always looks at all features looks there.
    labels = rng.permutation(np.arange(40) % 2)
    features = rng.normal(size=(40, 12))
    features[:, 4] = 8 * labels - 4 + rng.uniform(-1, 1, size=40)
    model = student.train_forest(features, labels, 100, int(rng.integers(1000))).value
    rows = rng.normal(size=(200, 12))
    right = np.arange(200) % 2
    rows[:, 4] = 8 * right - 4 + rng.uniform(-1, 1, size=200)
    votes = the_votes(model, rows, labels)
    expect_right(votes.argmax(axis=1), right, "two labels lie far apart, but are mistaken", 0.8)
    expect.that(
        np.any(votes.max(axis=1) < 1 - 1e-6),
        "one feature tells the labels apart, and every tree looks at it first: at each step a tree "
        "should look at a random part of the features",
    )


@tests("train_forest")
def the_seed_settles_every_vote(student, rng):
    features, labels = noisy_labels(rng, 150, [0, 1, 2])
    rows, _ = noisy_labels(rng, 100, [0, 1, 2])
    seeds = rng.permutation(1000)[:2].tolist()
    votes = []
    for seed in (seeds[0], seeds[0], seeds[1]):
        answer = student.train_forest(features, labels, 12, seed)
        for after, before in zip(answer.arguments[:2], (features, labels), strict=True):
            expect.unchanged(after, before)
        votes.append(the_votes(answer.value, rows, labels))
    expect.that(
        np.allclose(votes[0], votes[1], atol=1e-9),
        "the same `seed` should give the same votes each time",
    )
    expect.that(
        np.mean(np.abs(votes[0] - votes[2]) > 1e-6) > 0.1,
        "another `seed` should give other votes: is it handed on?",
    )


# ------------------------------------------------------------------ cross-validation


def two_columns(rng, labels) -> np.ndarray:
    """(n, 2): the first number tells the labels 0 and 1 apart, the second is noise."""
    features = rng.normal(size=(len(labels), 2))
    features[:, 0] += 4 * (2 * labels - 1)
    return features


def cross_validated(features, labels, folds, values) -> np.ndarray:
    """The right scores: the oracle is scikit-learn, with the parts as lists of rows."""
    parts = [
        (np.flatnonzero((folds != part) & (folds >= 0)), np.flatnonzero(folds == part))
        for part in range(folds.max() + 1)
    ]
    return np.array(
        [
            cross_val_score(
                make_pipeline(StandardScaler(), SVC(C=value)), features, labels, cv=parts
            ).mean()
            for value in values
        ]
    )


def expect_scores(student, features, labels, folds, values, reason: str):
    """Scores first, then the best: one whose score may be the highest within what is allowed."""
    answer = student.choose_c(features, labels, folds, values)
    best, scores = things_named(answer.value, "best", "scores")
    expect.kind(scores, np.ndarray, called="a numpy array", what="`scores`")
    wanted = (len(values),)
    expect.that(
        scores.shape == wanted,
        f"`scores` should have shape {wanted}, one number for each of `values`, but its shape is "
        f"{scores.shape}",
    )
    expect.finite(scores, what="`scores`")
    expect.that(
        scores.max() <= 1,
        "`scores` should be from 0 to 1, but one is above 1: are they in percent?",
    )
    right = cross_validated(features, labels, folds, values)
    expect.array(scores, right, what="`scores`", reason=reason, atol=0.01)
    expect.number(best, best, what="`best`", reason="`best` should be a number, but it is nan")
    places = np.flatnonzero(np.isclose(values, float(best)))
    expect.that(
        len(places) > 0, "`best` should be one of `values`: neither its place, nor its score"
    )
    expect.that(
        right[places[0]] >= right.max() - 0.02,
        "`best` should be the value with the highest score, but another value has a higher one",
    )
    return answer, float(best)


@tests("choose_c")
def each_part_has_a_scaler_of_its_own(student, rng):
    labels = rng.permutation(np.arange(120) % 3 == 0).astype(int)
    folds = rng.permutation(np.arange(120) % 4)
    features = two_columns(rng, labels)
    # In two parts the noise is far from all that the others have seen, so their rows get the
    # commoner label. A scaler that saw all parts makes the distance small, and they are answered
    # rightly.
    features[folds == 2, 1] += 60
    features[folds == 3, 1] -= 60
    expect_scores(
        student,
        features,
        labels,
        folds,
        [0.05, 0.5, 5],
        "`scores` are not those of pipelines fitted on the other parts: the part that is scored "
        "should be seen by nothing before, the scaler included",
    )


@tests("choose_c")
def rows_left_out_play_no_part(student, rng):
    labels = rng.permutation(np.arange(180) % 2)
    folds = rng.permutation(np.repeat([0, 1, 2, -1], [20, 20, 20, 120]))
    features = two_columns(rng, labels)
    # What is left out says the opposite, twice as often.
    labels = np.where(folds < 0, 1 - labels, labels)
    expect_scores(
        student,
        features,
        labels,
        folds,
        [0.3, 3, 30],
        "rows with `folds` -1 change the scores: leave them out before anything is fitted or "
        "scored; that is the test",
    )


@tests("choose_c")
def small_parts_count_as_much_as_large_ones(student, rng):
    folds = np.repeat([0, 1, 2, 3, 4], [6, 60, 8, 50, 12])
    labels = np.arange(len(folds)) % 2
    features = two_columns(rng, labels)
    # The small parts are labelled the wrong way round, so their accuracy is low.
    labels = np.where(np.isin(folds, [0, 2]), 1 - labels, labels)
    order = rng.permutation(len(folds))
    expect_scores(
        student,
        features[order],
        labels[order],
        folds[order],
        [0.3, 3],
        "with parts of unequal size the scores are wrong: each should be the mean of the parts' "
        "accuracies, each part as `folds` says and counting the same",
    )


@tests("choose_c")
def of_equal_scores_the_smallest_value(student, rng):
    folds = rng.permutation(np.arange(90) % 3)
    # One label is rare: with a very small C the SVM always answers with the other.
    labels = np.zeros(90, int)
    for part in range(3):
        labels[np.flatnonzero(folds == part)[:6]] = 1
    features = np.column_stack([20 * labels + rng.uniform(-1, 1, size=90), rng.uniform(size=90)])
    values = [0.0001, 0.001, 3, 30, 300]
    _, best = expect_scores(
        student,
        features,
        labels,
        folds,
        values,
        "`scores` should be in the order of `values`, one for each",
    )
    expect.that(best == 3, "if several values have the highest score, `best` is the smallest")


@tests("choose_c")
def several_labels_and_nothing_changed(student, rng):
    labels = rng.permutation(np.arange(150) % 3)
    folds = rng.permutation(np.arange(150) % 5)
    features = rng.normal(size=(150, 4)) + 1.2 * np.eye(3, 4)[labels]
    features[folds == 4, 3] += 20
    values = [0.003, 0.03, 1.5, 300]
    given = (features, labels + 4, folds, values)
    answer, _ = expect_scores(
        student,
        *given,
        "with three labels some scores are wrong: each is the mean accuracy of pipelines fitted on "
        "the other parts, and they stand in the order of `values`",
    )
    for after, before in zip(answer.arguments, given, strict=True):
        expect.unchanged(after, before, what="what you were given")


# ------------------------------------------------------------------ your own model


@lru_cache(maxsize=8)
def _drawn(secret: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Pictures and their six labels; drawing takes seconds, so the last ones are kept."""
    faces = hidden_faces(secret, NTRAIN + NTEST, "train_challenger")
    return faces.pixels, np.where(faces.emotion > 1, faces.emotion.astype(int) - 1, 0)


@dataclass(frozen=True)
class Faces:
    """Hidden faces to learn from, and others to be scored on."""

    pictures: np.ndarray
    labels: np.ndarray
    test_pictures: np.ndarray
    test_labels: np.ndarray

    @classmethod
    def draw(cls, rng) -> Faces:
        pictures, labels = _drawn(rng.bytes(32))
        return cls(pictures[:NTRAIN], labels[:NTRAIN], pictures[NTRAIN:], labels[NTRAIN:])

    def challenger(self, student) -> tuple:
        """The student's model and interval, as they came back."""
        answer = student.train_challenger(self.pictures.copy(), self.labels.copy())
        return things_named(answer.value, "model", "low", "high")

    def score(self, model) -> float:
        answers = the_answers(model, self.test_pictures.copy(), self.labels)
        return accuracy_score(self.test_labels, answers)

    def majority_score(self) -> float:
        return float(np.mean(self.test_labels == scipy.stats.mode(self.labels).mode))


@tests("train_challenger")
def better_than_the_baseline_by_the_margin(student, rng):
    faces = Faces.draw(rng)
    model, _, _ = faces.challenger(student)
    score, majority = faces.score(model), faces.majority_score()
    expect.that(
        score >= majority + MARGIN,
        f"on {NTEST} hidden faces your model's score is {score:.3f} and the majority baseline's "
        f"{majority:.3f}: it should be better by at least {MARGIN:.2f}",
    )


@tests("train_challenger")
def the_score_is_where_it_was_said(student, rng):
    faces = Faces.draw(rng)
    model, low, high = faces.challenger(student)
    low, high = the_interval(low, high)
    score = faces.score(model)
    expect.that(
        low <= score <= high,
        f"on {NTEST} hidden faces your model's score is {score:.3f}, which is outside your "
        f"interval from {low:.3f} to {high:.3f}",
    )
