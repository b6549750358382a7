"""Hidden tests of Reading-the-Network: what the answers are worth."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.calibration import calibration_curve
from sklearn.metrics import (
    accuracy_score,
    precision_recall_fscore_support,
    top_k_accuracy_score,
)

from course_utils.checks.classification_scores import expect_number, parts
from course_utils.checks.network_reading import COLUMNS, expect_array, expect_error
from course_utils.exercises import expect, tests
from course_utils.hidden.classification_scores import labels_and_answers, uneven_table

#: Names of labels that nobody has met in the notebook: the report takes any.
WORDS = ("bee", "cat", "dog", "eel", "fox", "owl", "pig", "rat")

# ------------------------------------------------------------------ a report for each label


def some_names(rng, k: int) -> list[str]:
    """So many names, which do not stand in the order of the alphabet."""
    chosen = sorted(rng.choice(WORDS, size=k, replace=False).tolist())
    turn = int(rng.integers(1, k))
    return chosen[turn:] + chosen[:turn]


def reported(labels, answers, names: list[str]) -> pd.DataFrame:
    """The right report: the oracle is scikit-learn."""
    columns = precision_recall_fscore_support(
        labels, answers, labels=range(len(names)), zero_division=0.0
    )
    return pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)), index=names)


def the_columns(table, columns: list[str], names: list[str]) -> pd.DataFrame:
    """These columns of a student's table, rows and columns found by name."""
    expect.kind(table, pd.DataFrame, called="a pandas DataFrame")
    for axis, mine, wanted in (("row", table.index, names), ("column", table.columns, columns)):
        missing = [name for name in wanted if list(mine).count(name) != 1]
        expect.that(not missing, f"the answer should have one {axis} called {', '.join(missing)}")
    return table.loc[names, columns]


def expect_columns(student, labels, answers, names, columns, reason: str) -> None:
    table = the_columns(student.label_report(labels, answers, names).value, columns, names)
    expect.frame(table, reported(labels, answers, names)[columns], reason=reason, atol=1e-6)


@tests("label_report")
def precision_and_recall_of_each_label(student, rng):
    names = some_names(rng, 6)
    labels, answers = labels_and_answers(rng, uneven_table(rng, 6))
    for column, of in (("precision", "answered with"), ("recall", "that carry")):
        expect_columns(
            student,
            labels,
            answers,
            names,
            [column],
            f"`{column}` should be the share of hits among the pictures {of} this label, from 0 "
            "to 1 and not rounded",
        )


@tests("label_report")
def f1_from_both(student, rng):
    names = some_names(rng, 5)
    labels, answers = labels_and_answers(rng, uneven_table(rng, 5) * [[1], [2], [4], [8], [16]])
    expect_columns(
        student,
        labels,
        answers,
        names,
        ["f1"],
        "`f1` should be twice the product of precision and recall, divided by their sum",
    )


@tests("label_report")
def faces_that_carry_the_label(student, rng):
    names = some_names(rng, 4)
    labels, answers = labels_and_answers(rng, uneven_table(rng, 4) * [[1], [3], [9], [27]])
    expect_columns(
        student,
        labels,
        answers,
        names,
        ["faces"],
        "`faces` should count the pictures that carry this label, whatever was answered",
    )


@tests("label_report")
def labels_that_do_not_occur(student, rng):
    # One is never answered, one never carried, and two, the last one among them, are neither.
    names = some_names(rng, 6)
    table = uneven_table(rng, 6)
    never_answered, never_carried, neither = rng.permutation(5)[:3]
    table[:, [never_answered, neither, 5]] = 0
    table[[never_carried, neither, 5]] = 0
    labels, answers = labels_and_answers(rng, table)
    expect_columns(
        student,
        labels,
        answers,
        names,
        COLUMNS,
        "a label that is never answered, or that no picture carries, should have its row, and 0.0 "
        "wherever a share would be divided by zero",
    )


@tests("label_report")
def rows_and_columns_in_order(student, rng):
    names = some_names(rng, 7)
    labels, answers = labels_and_answers(rng, uneven_table(rng, 7))
    expect.frame(
        student.label_report(labels, answers, names).value,
        reported(labels, answers, names),
        reason="some numbers of the table are not right",
        atol=1e-6,
    )


@tests("label_report")
def any_type_of_whole_numbers(student, rng):
    names = [f"label {number}" for number in range(30)]
    labels, answers = labels_and_answers(rng, uneven_table(rng, 30))
    for dtype in (np.uint8, np.int16, np.int64):
        expect_columns(
            student,
            labels.astype(dtype),
            answers.astype(dtype),
            names,
            COLUMNS,
            f"the report comes out wrong with 30 labels of type {np.dtype(dtype)}: is there a "
            "number on the way that this type cannot hold?",
        )


# ------------------------------------------------------------------ probabilities


def answered(rng, first: np.ndarray, second: np.ndarray, k: int) -> np.ndarray:
    """Probabilities (n, k) in which these labels come first and second; no two are alike."""
    n = len(first)
    # Steps of at least a tenth, so that neighbours stay apart in single precision, too.
    steps = rng.uniform(0.1, 1, size=(n, k))
    falling = steps.cumsum(axis=1)[:, ::-1]
    falling /= falling.sum(axis=1, keepdims=True)
    probabilities = np.empty((n, k))
    for row, (one, two) in enumerate(zip(first, second, strict=True)):
        others = rng.permutation(np.setdiff1d(range(k), (one, two)))
        probabilities[row, [one, two, *others]] = falling[row]
    return probabilities


def with_confidence(rng, confidence: np.ndarray, answers: np.ndarray, k: int) -> np.ndarray:
    """Probabilities (n, k) whose largest ones, above .35, are `confidence`, at `answers`."""
    n = len(answers)
    shares = rng.uniform(0.8, 1.2, size=(n, k - 1))
    shares = (1 - confidence)[:, None] * shares / shares.sum(axis=1, keepdims=True)
    probabilities = np.empty((n, k))
    for row, answer in enumerate(answers):
        probabilities[row, np.setdiff1d(range(k), answer)] = shares[row]
        probabilities[row, answer] = confidence[row]
    return probabilities


def other_than(rng, labels: np.ndarray, k: int) -> np.ndarray:
    """For each label another one."""
    return (labels + rng.integers(1, k, size=len(labels))) % k


# ------------------------------------------------------------------ a second guess


def guesses(rng, k: int, right: int, second: int, neither: int):
    """Probabilities, labels and a fixed second guess for pictures in random order.

    Args:
        rng: where they come from.
        k: number of labels, 3 or more.
        right: pictures whose first answer is the label.
        second: pictures whose second answer is.
        neither: pictures with neither.
    """
    kinds = rng.permutation(np.repeat([0, 1, 2], [right, second, neither]))
    labels = rng.integers(0, k, size=len(kinds))
    one = other_than(rng, labels, k)
    # Two labels that are not the picture's own, and not the same.
    two = np.array(
        [rng.choice(np.setdiff1d(range(k), pair)) for pair in zip(labels, one, strict=True)]
    )
    first = np.where(kinds == 0, labels, one)
    after = np.where(kinds == 1, labels, two)
    usual = other_than(rng, np.arange(k), k)
    return answered(rng, first, after, k), labels, usual


def right_guesses(probabilities, labels, usual) -> dict[str, float]:
    """The three numbers: the oracle is scikit-learn, on all pictures and on the wrong ones."""
    every = range(probabilities.shape[1])
    first = probabilities.argmax(axis=1)
    wrong = first != labels
    found = {"top2": top_k_accuracy_score(labels, probabilities, k=2, labels=every)}
    if not wrong.any():
        return found | {"rescued": 0.0, "not_looking": 0.0}
    # Where the first answer is wrong, a hit among two is the second answer.
    found["rescued"] = top_k_accuracy_score(labels[wrong], probabilities[wrong], k=2, labels=every)
    found["not_looking"] = accuracy_score(labels[wrong], usual[first[wrong]])
    return found


def expect_guess(student, given, name: str, reason: str) -> None:
    mine = parts(student.second_guess(*given).value, "top2", "rescued", "not_looking")
    expect_number(mine[name], right_guesses(*given)[name], name, reason, atol=1e-6)


@tests("second_guess")
def the_label_among_two_answers(student, rng):
    for k in (3, 6, 9):
        expect_guess(
            student,
            guesses(rng, k, 20, 12, 9),
            "top2",
            f"should be the share of all pictures whose label is one of the first two answers; "
            f"with {k} labels it is not",
        )


@tests("second_guess")
def the_second_answer_of_wrong_ones(student, rng):
    for k, counts in ((3, (20, 9, 5)), (6, (4, 7, 13)), (8, (0, 11, 6))):
        expect_guess(
            student,
            guesses(rng, k, *counts),
            "rescued",
            "should count only pictures whose first answer is wrong: of these, the share whose "
            "second largest probability is that of the label",
        )


@tests("second_guess")
def the_guess_without_a_look(student, rng):
    for k in (3, 4, 6):
        probabilities, labels, usual = guesses(rng, k, 25, 40, 60)
        # Of the wrong ones, the fixed guess is right for a third, and another label more often:
        # whoever finds a fixed guess of her own on these pictures finds that one. Some first
        # answers occur seldom: neither another average nor another index gives the same share.
        first = probabilities.argmax(axis=1)
        common = np.array(
            [rng.choice(np.setdiff1d(range(k), (one, usual[one]))) for one in range(k)]
        )
        dice, wrong = rng.random(125), first != labels
        labels = np.where(wrong & (dice < 0.35), usual[first], labels)
        labels = np.where(wrong & (dice > 0.45), common[first], labels)
        expect_guess(
            student,
            (probabilities, labels, usual),
            "not_looking",
            "should be, of the pictures whose first answer is wrong, the share for which `usual` "
            "of the first answer is the label",
        )


@tests("second_guess")
def no_first_answer_is_wrong(student, rng):
    given = guesses(rng, 5, 8, 0, 0)
    mine = parts(student.second_guess(*given).value, "top2", "rescued", "not_looking")
    for name, number in right_guesses(*given).items():
        expect_number(
            mine[name],
            number,
            name,
            "is not right when all first answers are the labels: there is nothing to rescue, and "
            "the text says what the numbers are then",
            atol=1e-6,
        )


@tests("second_guess")
def the_three_arrays_are_left_alone(student, rng):
    given = guesses(rng, 6, 9, 6, 5)
    answer = student.second_guess(*given)
    names = ("probabilities", "labels", "usual")
    for after, before, name in zip(answer.arguments, given, names, strict=False):
        expect.unchanged(after, before, what=f"the array `{name}`")
    mine = parts(answer.value, "top2", "rescued", "not_looking")
    expect_number(mine["top2"], right_guesses(*given)["top2"], "top2", "is not right", atol=1e-6)


# ------------------------------------------------------------------ the calibration error


def in_bins(rng, counts, bins: int, k: int, hits) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities and labels of as many pictures a bin as `counts` says, in random order.

    Args:
        rng: where they come from.
        counts: bin -> number of pictures.
        bins: of equal width; the confidences lie near the middle of their bin.
        k: columns in a row of probabilities.
        hits: bin -> how many of its pictures are hits.
    """
    place = np.repeat(list(counts), list(counts.values()))
    hit = np.concatenate([np.arange(n) < hits[number] for number, n in counts.items()])
    order = rng.permutation(len(place))
    place, hit = place[order], hit[order]
    confidence = (place + rng.uniform(0.45, 0.55, size=len(place))) / bins
    labels = rng.integers(0, k, size=len(place))
    answers = np.where(hit, labels, other_than(rng, labels, k))
    return with_confidence(rng, confidence, answers, k), labels


def gaps(probabilities, labels, bins: int) -> float:
    """The calibration error: the oracle of each bin's two means is scikit-learn."""
    confidence = probabilities.max(axis=1)
    hit = probabilities.argmax(axis=1) == labels
    shares, means = calibration_curve(hit, confidence, n_bins=bins, pos_label=True)
    counts = np.histogram(confidence, bins=bins, range=(0, 1))[0]
    return float(np.average(np.abs(shares - means), weights=counts[counts > 0]))


def expect_gaps(student, given, bins: int, reason: str) -> None:
    value = student.calibration_error(*given, bins).value
    expect_error(value, gaps(*given, bins), reason)


@tests("calibration_error")
def each_bin_by_its_pictures(student, rng):
    # Many surely wrong, few unsurely right: the bins' sizes matter.
    given = in_bins(rng, {5: 40, 7: 6, 9: 15}, 10, 6, {5: 8, 7: 6, 9: 9})
    expect_gaps(
        student,
        given,
        10,
        "the gap of each bin should count as often as the bin holds pictures; a gap is the mean "
        "confidence of the bin's pictures against their share of right answers",
    )


@tests("calibration_error")
def gaps_of_both_signs(student, rng):
    given = in_bins(rng, {3: 20, 4: 20}, 5, 4, {3: 20, 4: 6})
    expect_gaps(
        student,
        given,
        5,
        "one bin is too sure and one not sure enough: their gaps should not make up for each other",
    )


@tests("calibration_error")
def as_many_bins_as_asked_for(student, rng):
    for bins in rng.permutation([1, 3, 8, 20]).tolist():
        expect_gaps(
            student,
            that_need_their_bins(rng, bins),
            bins,
            f"with `bins` {bins} the answer is not right: the bins have equal width from 0 to 1, "
            "and a bin without pictures plays no part",
        )


def that_need_their_bins(rng, bins: int) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities and labels whose calibration error is another one with other bins."""
    others = {1, 5, 10, 15, bins - 1, bins + 1} - {0, bins}
    while True:
        # Narrow bins of three pictures: by chance, some are too sure and some not sure enough.
        narrow = 4 * max(bins, 2)
        hits = rng.integers(0, 4, size=narrow)
        places = range(3 * narrow // 8, narrow)
        given = in_bins(rng, dict.fromkeys(places, 3), narrow, 7, hits)
        right = gaps(*given, bins)
        if all(abs(gaps(*given, other) - right) > 0.002 for other in others):
            return given


@tests("calibration_error")
def a_confidence_of_exactly_one(student, rng):
    probabilities, labels = in_bins(rng, {2: 9, 3: 12}, 4, 2, {2: 3, 3: 12})
    answers = rng.integers(0, 2, size=10)
    probabilities = np.concatenate([probabilities, np.eye(2)[answers]])
    # Of the ten surest answers four are wrong; the others in their bin are not sure enough.
    labels = np.concatenate([labels, np.where(np.arange(10) < 4, 1 - answers, answers)])
    expect_gaps(
        student,
        (probabilities, labels),
        4,
        "some confidences are exactly 1, and the answer is not right then: they belong to the last "
        "bin, together with the other confidences in it",
    )


@tests("calibration_error")
def probabilities_and_labels_are_left_alone(student, rng):
    given = in_bins(rng, {6: 12, 8: 9}, 10, 6, {6: 4, 8: 8})
    answer = student.calibration_error(*given, 10)
    for after, before, name in zip(
        answer.arguments, given, ("probabilities", "labels"), strict=False
    ):
        expect.unchanged(after, before, what=f"the array `{name}`")
    expect_error(answer.value, gaps(*given, 10), "the calibration error is not right")


# ------------------------------------------------------------------ the abstention curve


def unlike_confidences(rng, n: int, k: int, hits: int) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities (n, k) and labels, `hits` of them right; no two confidences are alike."""
    confidence = rng.permutation(np.linspace(0.55, 0.98, n))
    labels = rng.integers(0, k, size=n)
    hit = rng.permutation(np.arange(n) < hits)
    answers = np.where(hit, labels, other_than(rng, labels, k))
    return with_confidence(rng, confidence, answers, k), labels


def right_curve(probabilities, labels) -> dict[str, np.ndarray]:
    """Coverage and accuracy: the oracles are pandas and, prefix by prefix, scikit-learn."""
    table = pd.DataFrame({"label": labels, "answer": probabilities.argmax(axis=1)})
    table["confidence"] = probabilities.max(axis=1)
    table = table.sort_values("confidence", ascending=False)
    n = len(table)
    accuracy = [accuracy_score(table["label"][:k], table["answer"][:k]) for k in range(1, n + 1)]
    return {"coverage": np.linspace(1 / n, 1, n), "accuracy": np.array(accuracy)}


def expect_curve(value, given, names, reason: str) -> None:
    mine = parts(value, "coverage", "accuracy")
    for name in names:
        expect_array(
            mine[name], right_curve(*given)[name], what=f"`{name}`", reason=f"`{name}` {reason}"
        )


@tests("abstention_curve")
def coverage_from_one_picture_to_all(student, rng):
    for n in rng.integers(7, 40, size=2).tolist():
        given = unlike_confidences(rng, n, 6, n // 2)
        expect_curve(
            student.abstention_curve(*given).value,
            given,
            ["coverage"],
            "should be the share of pictures that get an answer, from the first alone to all of "
            "them",
        )


@tests("abstention_curve")
def accuracy_among_the_surest(student, rng):
    for n, k in ((30, 6), (25, 3)):
        given = unlike_confidences(rng, n, k, n // 2)
        expect_curve(
            student.abstention_curve(*given).value,
            given,
            ["accuracy"],
            "should be the share of right answers among the first k pictures, in the order of "
            "their largest probability, the surest first",
        )


@tests("abstention_curve")
def sure_by_the_largest_probability(student, rng):
    # Two sorts of pictures by turns: on one, all but a rest goes to two labels, on the other, five
    # labels share what the first leaves. Entropy puts all of the first sort in front, the distance
    # of the first two probabilities all of the second.
    n = 24
    confidence = np.linspace(0.52, 0.62, n)
    labels = rng.integers(0, 6, size=n)
    two_labels = np.arange(n) % 2 == rng.integers(0, 2)
    first = np.where(two_labels, labels, other_than(rng, labels, 6))
    probabilities = np.empty((n, 6))
    for row in range(n):
        left = 1 - confidence[row]
        few = np.array([left - 0.03, *(0.03 * np.array([0.22, 0.24, 0.26, 0.28]))])
        rest = few if two_labels[row] else left * np.array([0.18, 0.19, 0.2, 0.21, 0.22])
        probabilities[row, np.setdiff1d(range(6), first[row])] = rng.permutation(rest)
        probabilities[row, first[row]] = confidence[row]
    order = rng.permutation(n)
    given = probabilities[order], labels[order]
    expect_curve(
        student.abstention_curve(*given).value,
        given,
        ["accuracy"],
        "is not right where the largest probability orders the pictures in another way than "
        "other measures of sureness do: the statement says which one counts",
    )


@tests("abstention_curve")
def one_single_picture(student, rng):
    for hits in (0, 1):
        given = unlike_confidences(rng, 1, 6, hits)
        expect_curve(
            student.abstention_curve(*given).value,
            given,
            ["coverage", "accuracy"],
            "is not right when there is one single picture",
        )


@tests("abstention_curve")
def both_arrays_are_left_alone(student, rng):
    given = unlike_confidences(rng, 15, 6, 8)
    answer = student.abstention_curve(*given)
    for after, before, name in zip(
        answer.arguments, given, ("probabilities", "labels"), strict=False
    ):
        expect.unchanged(after, before, what=f"the array `{name}`")
    expect_curve(answer.value, given, ["coverage", "accuracy"], "is not right")
