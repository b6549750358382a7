"""Visible checks and hints of the assignment Classification: the models. No solutions.

The functions without a mark say whether what came back is of the right kind. The hidden tests use
them as well, so that the same mistake gets the same sentence in both places.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from course_utils.exercises import describe, expect, tests
from course_utils.exercises.expect import NotYet
from course_utils.exercises.student import Handle, Missing, Raised

HINTS = {
    "majority_baseline": [
        "`np.bincount(labels)` counts how often 0, 1, 2 … occur.",
        "`argmax` gives the first of several largest places. Which label is that at a tie?",
        "An array compared with one label is an array of True and False, and its mean is a share.",
    ],
    "train_svm": [
        "`usage == 0` picks the Training rows, of the features and of the labels. Pick them before "
        "anything is fitted.",
        "`make_pipeline` puts a scaler and a model into one object: `fit` fits both, and `predict` "
        "scales new rows by the numbers that were kept.",
        "To look for a leak: add 1000 to the features of the test rows and train again. Does the "
        "model answer differently? It should not.",
    ],
    "train_forest": [
        "`RandomForestClassifier` calls its number of trees `n_estimators`.",
        "Without `random_state` a forest is another one each time. Which of your arguments goes "
        "there?",
        "`fit` gives the fitted forest back. It has both methods already.",
    ],
    "choose_c": [
        "Leave out the rows with `folds` -1 first, from all three arrays; then go on with the "
        "rest.",
        "One part by hand: `folds == 0` are the rows to score, the other ones are the rows to "
        "learn from. A new pipeline for each part keeps its scaler from seeing the part.",
        "The largest score stands at a place; `values` has the number at that place.",
    ],
    "train_challenger": [
        "The model gets pictures, not rows. A small class with `predict(self, pictures)` can "
        "flatten them and ask your pipeline.",
        "To guess the interval: leave some of the pictures out, train on the rest, and score the "
        "model on those left out. More pictures left out make a surer guess.",
        "A model that is trained on all pictures is scored too high on the same pictures.",
    ],
}

#: Widely used models that are no support vector machine, by the name of their class.
OTHER_MODELS = frozenset(
    "AdaBoostClassifier DecisionTreeClassifier DummyClassifier ExtraTreesClassifier GaussianNB "
    "GradientBoostingClassifier HistGradientBoostingClassifier KNeighborsClassifier "
    "LinearDiscriminantAnalysis LogisticRegression MLPClassifier MultinomialNB NearestCentroid "
    "QuadraticDiscriminantAnalysis RandomForestClassifier RidgeClassifier".split()
)

# ------------------------------------------------------------------ is it of the right kind?


def things_named(value: Any, *names: str) -> tuple:
    """What came back, taken apart into as many things as there are names."""
    called = f"{len(names)} things, {', '.join(f'`{name}`' for name in names)}"
    expect.kind(value, (tuple, list), called=called)
    expect.that(len(value) == len(names), f"{called} should come back, not {len(value)}")
    return tuple(value)


def the_answers(model: Any, rows: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """What a model answers.

    Args:
        model: what came back from the student's function.
        rows: (m, …) what is to be answered.
        labels: those that the model was trained on.

    Returns:
        (m,) array of numbers, each of which occurs in `labels`.

    Raises:
        NotYet: no model, no fitted one, or answers of another kind.
    """
    answers = asked(model, "predict", rows)
    what = "what `predict` gives"
    if isinstance(answers, str | int | float | np.generic):
        raise NotYet(f"{what} should be one label for each row, but a single value came back")
    expect.kind(answers, np.ndarray, called="a numpy array", what=what)
    expect.that(
        answers.dtype.kind not in "US" and not any(isinstance(a, str) for a in answers.flat),
        f"{what} should be labels as numbers, but these are texts",
    )
    expect.that(
        answers.dtype.kind in "iuf",
        f"{what} should be labels as numbers, but its dtype is {answers.dtype}",
    )
    expect.that(
        answers.ndim == 1,
        f"{what} should have shape (m,), one label a row, but for {len(rows)} rows its shape is "
        f"{answers.shape}: are these scores or probabilities?",
    )
    expect.that(
        len(answers) == len(rows),
        f"{what} has the wrong length: it was asked for {len(rows)} rows and gave {len(answers)} "
        "answers; it should answer the rows that it is given",
    )
    missing = int(np.isnan(answers).sum()) if answers.dtype.kind == "f" else 0
    expect.that(missing == 0, f"{missing} of the {len(rows)} answers of `predict` are nan")
    expect.that(
        np.array_equal(answers, np.round(answers)),
        f"{what} should be labels, which are whole numbers, but fractions came back: are these "
        "scores or probabilities?",
    )
    expect.that(
        np.isin(answers, labels).all(),
        "`predict` gives numbers that do not occur among the labels: the answers should be labels, "
        "not their places in a list",
    )
    return answers


def the_votes(model: Any, rows: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """What `predict_proba` of a model gives: (m, k) shares, which sum to 1 in each row.

    Raises:
        NotYet: no model, no fitted one, or no such shares.
    """
    votes = asked(model, "predict_proba", rows)
    what = "what `predict_proba` gives"
    expect.kind(votes, np.ndarray, called="a numpy array", what=what)
    expect.that(
        votes.dtype.kind in "iuf", f"{what} should be numbers, but its dtype is {votes.dtype}"
    )
    wanted = (len(rows), len(np.unique(labels)))
    expect.that(
        votes.shape == wanted,
        f"{what} should have shape {wanted}, a column for each label that occurs in `labels`, but "
        f"its shape is {votes.shape}",
    )
    missing = int((~np.isfinite(votes)).sum())
    expect.that(missing == 0, f"{missing} of the numbers of `predict_proba` are nan or infinite")
    expect.that(votes.min() >= 0, f"{what} should be shares, but some are below zero")
    sums = votes.sum(axis=1)
    expect.that(
        np.allclose(sums, 1, atol=1e-6),
        "each row of `predict_proba` should sum to 1, but the sums go from "
        f"{sums.min():.4g} to {sums.max():.4g}: shares are votes divided by the number of trees",
    )
    return votes


def asked(model: Any, method: str, rows: np.ndarray) -> Any:
    """What a model's method gives for `rows`.

    Raises:
        NotYet: it is no model, has no such method, or was never fitted.
        Raised: the method stopped for another reason.
    """
    expect.kind(model, Handle, called="a fitted model", what="what you give back")
    try:
        return getattr(model, method)(rows).value
    except Missing:
        raise NotYet(f"the model that came back has no method `{method}`") from None
    except Raised as raised:
        if raised.type == "NotFittedError":
            raise NotYet(
                "the model was never fitted: call its `fit` before you give it back"
            ) from None
        if describe(model)["type"] in ("type", "ABCMeta"):
            raise NotYet(
                "a class came back: make a model of it first, with round brackets behind its "
                "name, and fit it"
            ) from None
        raise


def a_support_vector_machine(model: Any) -> None:
    """Refuse a scikit-learn model whose class is known to be another kind."""
    description = describe(model)
    while description.get("steps"):
        description = description["steps"][-1][1]
    expect.that(
        description["type"] not in OTHER_MODELS,
        f"the text asks for a support vector machine, but a {description['type']} came back",
    )


def the_interval(low: Any, high: Any) -> tuple[float, float]:
    """The two ends of an interval of scores, at most 0.12 apart.

    Raises:
        NotYet: no numbers, percent, turned round, or too wide.
    """
    for end, what in ((low, "`low`"), (high, "`high`")):
        # Only nan differs from itself.
        expect.number(end, end, what=what, reason=f"{what} should be a number, but it is nan")
    low, high = float(low), float(high)
    expect.that(
        max(low, high) <= 1,
        "`low` and `high` should be shares from 0 to 1, but one is above 1: are they in percent?",
    )
    expect.that(min(low, high) >= 0, "`low` and `high` should be from 0 to 1, but one is below 0")
    expect.that(
        low < high, "`low` should be smaller than `high`: are they equal, or the wrong way round?"
    )
    # A little more for rounding: 0.51 + 0.12 - 0.51 is not exactly 0.12.
    expect.that(
        high - low <= 0.12 + 1e-9,
        f"the interval is too wide: `low` and `high` are {high - low:.4f} apart, and 0.12 is "
        "allowed",
    )
    return low, high


# ------------------------------------------------------------------ the majority baseline


@tests("majority_baseline")
def three_training_labels_by_hand(student, rng):
    value = student.majority_baseline(np.array([2, 0, 2]), np.array([2, 1, 0, 1])).value
    label, score = things_named(value, "label", "score")
    expect.number(label, 2, what="`label`", reason="the commonest of 2, 0, 2 is 2")
    expect.number(
        score, 0.25, what="`score`", reason="one of the four test labels is 2: the score is 0.25"
    )


@tests("majority_baseline")
def two_labels_equally_common(student, rng):
    value = student.majority_baseline(np.array([3, 1, 3, 1]), np.array([3, 0])).value
    label, score = things_named(value, "label", "score")
    expect.number(
        label, 1, what="`label`", reason="1 and 3 are equally common: take the smaller number"
    )
    expect.number(score, 0, what="`score`", reason="no test label is 1: the score is 0")


# ------------------------------------------------------------------ an SVM


def two_clouds(rng, n: int) -> tuple[np.ndarray, np.ndarray]:
    """(n, 100) rows, the first half around -1 in each column, the others around 1; labels 0, 1."""
    labels = np.repeat([0, 1], n // 2)
    return rng.normal(size=(n, 100)) + (2 * labels - 1)[:, None], labels


@tests("train_svm")
def two_clouds_are_told_apart(student, rng):
    features, labels = two_clouds(rng, 200)
    model = student.train_svm(features, labels, np.tile([0, 0, 0, 1, 2], 40)).value
    rows, right = two_clouds(rng, 40)
    answers = the_answers(model, rows, labels)
    a_support_vector_machine(model)
    expect.that(
        np.mean(answers == right) >= 0.95,
        "two clouds of rows lie far apart, but `predict` often answers with the wrong one",
    )


@tests("train_svm")
def large_numbers_drown_nothing(student, rng):
    features, labels = two_clouds(rng, 200)
    rows, right = two_clouds(rng, 40)
    for part in (features, rows):  # the second half of the columns says nothing, loudly
        part[:, 50:] = rng.normal(size=(len(part), 50)) * 10_000
    model = student.train_svm(features, labels, np.tile([0, 0, 0, 1, 2], 40)).value
    expect.that(
        np.mean(the_answers(model, rows, labels) == right) >= 0.9,
        "features with large numbers drown the small ones: are the rows scaled, in `predict` too?",
    )


@tests("train_svm")
def test_rows_with_wrong_labels(student, rng):
    features, labels = two_clouds(rng, 480)
    usage = np.tile([0, 1, 2], 160)
    wrong = np.where(usage == 0, labels, 1 - labels)
    model = student.train_svm(features, wrong, usage).value
    rows, right = two_clouds(rng, 40)
    expect.that(
        np.mean(the_answers(model, rows, labels) == right) >= 0.95,
        "with wrong labels in the test rows (`usage` 1 and 2) the model answers wrongly: it should "
        "learn from the rows with `usage` 0 alone",
    )


# ------------------------------------------------------------------ a random forest


@tests("train_forest")
def votes_of_ten_trees(student, rng):
    features, labels = two_clouds(rng, 60)
    model = student.train_forest(features[:, :4], labels + 5, 10, 0).value
    rows, right = two_clouds(rng, 40)
    votes = the_votes(model, rows[:, :4], labels)
    answers = the_answers(model, rows[:, :4], labels + 5)
    expect.that(
        np.mean(answers == right + 5) >= 0.75, "two clouds of rows are often mistaken for another"
    )
    sure = np.abs(votes[:, 1] - 0.5) > 0.01
    expect.that(
        np.array_equal(answers[sure] == 6, votes[sure, 1] > 0.5),
        "`predict` should answer with the label that has the most votes; the columns of "
        "`predict_proba` are in rising order of the labels",
    )


@tests("train_forest")
def one_tree_has_one_vote(student, rng):
    features = rng.normal(size=(80, 4))
    labels = rng.integers(0, 3, size=80)
    model = student.train_forest(features, labels, 1, 3).value
    votes = the_votes(model, rng.normal(size=(50, 4)), labels)
    expect.that(
        np.isin(votes, [0, 1]).all(),
        "with `trees=1` there is one vote: each row of `predict_proba` has one 1 and else 0",
    )


@tests("train_forest")
def a_seed_settles_the_forest(student, rng):
    features, rows = rng.normal(size=(80, 4)), rng.normal(size=(50, 4))
    labels = rng.integers(0, 3, size=80)
    first, again, other = (
        the_votes(student.train_forest(features, labels, 10, seed).value, rows, labels)
        for seed in (4, 4, 5)
    )
    expect.that(np.array_equal(first, again), "the same `seed` should give the same votes")
    expect.that(not np.array_equal(first, other), "another `seed` should give other votes")


# ------------------------------------------------------------------ cross-validation

#: Low numbers are labelled 0, high ones 1.
EIGHT_ROWS = [[-1.3], [-1.2], [-1.1], [-1.0], [1.0], [1.1], [1.2], [1.3]]
EIGHT_LABELS = [0, 0, 0, 0, 1, 1, 1, 1]


@tests("choose_c")
def every_value_is_right(student, rng):
    features = np.array(EIGHT_ROWS * 2)
    folds = np.repeat([0, 1], 8)
    value = student.choose_c(features, np.array(EIGHT_LABELS * 2), folds, [0.5, 2, 8]).value
    best, scores = things_named(value, "best", "scores")
    expect.array(
        scores,
        np.ones(3),
        what="`scores`",
        reason="low numbers are labelled 0 and high ones 1: each score should be 1",
        atol=0.01,
    )
    expect.number(
        best, 0.5, what="`best`", reason="all scores are equal: `best` is the smallest value"
    )


@tests("choose_c")
def a_small_part_counts_as_much(student, rng):
    # The third part has two rows only, and both are labelled the wrong way round.
    features = np.array([*EIGHT_ROWS * 2, [-1.1], [1.1]])
    labels = np.array([*EIGHT_LABELS * 2, 1, 0])
    folds = np.repeat([0, 1, 2], [8, 8, 2])
    best, scores = things_named(
        student.choose_c(features, labels, folds, [1, 2]).value, "best", "scores"
    )
    expect.array(
        scores,
        np.array([2 / 3, 2 / 3]),
        what="`scores`",
        reason="of three parts two have the accuracy 1 and a small one has 0: the score should be "
        "2/3",
        atol=0.01,
    )
    expect.number(best, 1, what="`best`", reason="`best` is a number of `values`")


@tests("choose_c")
def rows_to_leave_out(student, rng):
    # Rows with folds -1 are labelled the wrong way round.
    features = np.array(EIGHT_ROWS * 5)
    wrong = [1 - label for label in EIGHT_LABELS]
    labels = np.array([*EIGHT_LABELS * 2, *wrong * 3])
    folds = np.repeat([0, 1, -1], [8, 8, 24])
    _, scores = things_named(
        student.choose_c(features, labels, folds, [1, 4]).value, "best", "scores"
    )
    expect.array(
        scores,
        np.ones(2),
        what="`scores`",
        reason="rows with `folds` -1 should play no part, neither for learning nor for scoring",
        atol=0.01,
    )


# ------------------------------------------------------------------ your own model


@tests("train_challenger")
def a_model_and_an_interval(student, rng):
    # No faces: noise that is brighter for a higher label, to see what kind of thing comes back.
    labels = rng.permutation(np.arange(600) % 6)
    noise = rng.integers(0, 100, size=(600, 48, 48))
    pictures = (noise + 25 * labels[:, None, None]).astype(np.uint8)
    model, low, high = things_named(
        student.train_challenger(pictures, labels).value, "model", "low", "high"
    )
    the_interval(low, high)
    the_answers(model, pictures[:20], labels)
