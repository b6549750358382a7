"""Hidden tests of the assignment Classification: scores, intervals and leaks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import scipy.stats
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score

from course_utils.checks.classification_scores import (
    expect_ends,
    expect_number,
    expect_scores,
    paired_hits,
    parts,
)
from course_utils.exercises import expect, tests

# ------------------------------------------------------------------ confusion matrix


def labels_and_answers(rng, table) -> tuple[np.ndarray, np.ndarray]:
    """Pictures in random order, as many of each label and answer as the (k, k) table says."""
    labels, answers = np.indices(np.shape(table))
    order = rng.permutation(np.repeat(np.arange(np.size(table)), np.ravel(table)))
    return labels.ravel()[order], answers.ravel()[order]


def uneven_table(rng, k: int) -> np.ndarray:
    """(k, k) counts from 1 to 9, in which rows and columns cannot be mistaken."""
    table = rng.integers(1, 9, size=(k, k))
    upper = np.triu_indices(k, 1)
    table[upper] = table.T[upper] % 9 + 1
    return table


@tests("count_confusion")
def rows_are_labels_and_columns_are_answers(student, rng):
    labels, answers = labels_and_answers(rng, uneven_table(rng, 7))
    expect.array(
        student.count_confusion(labels, answers, 7).value,
        confusion_matrix(labels, answers, labels=range(7)),
        reason="some counts are wrong: the row should be the picture's label, the column the "
        "answer to it, and each picture should count once",
    )


@tests("count_confusion")
def what_does_not_occur_keeps_its_place(student, rng):
    # One label is never answered, one answer was never a label, and two numbers, the last one
    # among them, occur in neither.
    table = uneven_table(rng, 6)
    never_answered, never_a_label, neither = rng.permutation(5)[:3]
    table[:, [never_answered, neither, 5]] = 0
    table[[never_a_label, neither, 5]] = 0
    labels, answers = labels_and_answers(rng, table)
    expect.array(
        student.count_confusion(labels, answers, 6).value,
        confusion_matrix(labels, answers, labels=range(6)),
        reason="a label or an answer that does not occur should keep its row and its column, with "
        "zeros in them",
    )


@tests("count_confusion")
def many_pictures_of_one_kind(student, rng):
    labels, answers = labels_and_answers(rng, rng.integers(300, 600, size=(3, 3)))
    expect.array(
        student.count_confusion(labels, answers, 3).value,
        confusion_matrix(labels, answers, labels=range(3)),
        reason="the counts come out wrong when the same label and answer come together some "
        "hundred times",
    )


@tests("count_confusion")
def integers_in_and_integers_out(student, rng):
    for dtype in (np.uint8, np.int16, np.int64):
        labels, answers = labels_and_answers(rng, uneven_table(rng, 20))
        expect.array(
            student.count_confusion(labels.astype(dtype), answers.astype(dtype), 20).value,
            confusion_matrix(labels, answers, labels=range(20)),
            dtype="integer",
            reason=f"the counts come out wrong with 20 labels of type {np.dtype(dtype)}: is there "
            "a number on the way that this type cannot hold?",
        )


# ------------------------------------------------------------------ accuracy and macro-F1


def right_scores(confusion) -> tuple[float, float]:
    """Accuracy and macro-F1: the oracle is scikit-learn, picture by picture."""
    labels, answers = np.indices(confusion.shape)
    labels, answers = (np.repeat(part.ravel(), confusion.ravel()) for part in (labels, answers))
    every = range(len(confusion))
    macro_f1 = f1_score(labels, answers, average="macro", labels=every, zero_division=0)
    return accuracy_score(labels, answers), macro_f1


def uneven_confusion(rng, k: int) -> np.ndarray:
    """(k, k) counts: common labels and rare ones, common answers and rare ones, some hits."""
    table = rng.integers(1, 6, size=(k, k))
    table[np.diag_indices(k)] += rng.integers(3, 15, size=k)
    return table * rng.permutation(np.arange(1, k + 1) ** 2)[:, None]


@tests("accuracy_and_macro_f1")
def accuracy_is_the_share_of_hits(student, rng):
    for k in (2, 4, 7):
        confusion = uneven_confusion(rng, k)
        value = student.accuracy_and_macro_f1(confusion).value
        expect_number(
            parts(value, "accuracy", "macro_f1")["accuracy"],
            right_scores(confusion)[0],
            "accuracy",
            "should be the share of all pictures that were answered with their label, each "
            "picture counting the same",
            atol=1e-6,
        )


@tests("accuracy_and_macro_f1")
def each_label_counts_the_same(student, rng):
    for k in (2, 5, 7):
        confusion = uneven_confusion(rng, k)
        expect_macro_f1(
            student,
            confusion,
            "should be the plain mean of the labels' F1, and each F1 should count the "
            "pictures with the label and the answers with it",
        )


@tests("accuracy_and_macro_f1")
def a_label_without_pictures_or_without_answers(student, rng):
    confusion = uneven_confusion(rng, 6)
    never_answered, never_a_label = rng.permutation(6)[:2]
    confusion[:, never_answered] = 0
    confusion[never_a_label] = 0
    expect_macro_f1(
        student,
        confusion,
        "is wrong when one label is never answered and one answer was never a label",
    )


@tests("accuracy_and_macro_f1")
def a_label_that_plays_no_part_at_all(student, rng):
    confusion = uneven_confusion(rng, 5)
    nothing = rng.integers(0, 5)
    confusion[nothing] = 0
    confusion[:, nothing] = 0
    expect_macro_f1(
        student,
        confusion,
        "is wrong when a label neither occurs nor is answered: what is its F1, and "
        "how many labels does the mean count?",
    )


def expect_macro_f1(student, confusion, reason: str) -> None:
    value = student.accuracy_and_macro_f1(confusion).value
    mine = parts(value, "accuracy", "macro_f1")["macro_f1"]
    expect_number(mine, right_scores(confusion)[1], "macro_f1", reason, atol=1e-6)


# ------------------------------------------------------------------ Wilson's interval


def expect_wilson(student, rng, hits: int, n: int, reason: str) -> None:
    """Expect the right two ends for `hits` hits of n, in random order: the oracle is SciPy."""
    value = student.score_interval(rng.permutation(np.arange(n) < hits)).value
    right = scipy.stats.binomtest(hits, n).proportion_ci(0.95, method="wilson")
    expect_ends(parts(value, "low", "high"), right.low, right.high, reason, atol=0.001)


@tests("score_interval")
def some_hits_of_a_few_pictures(student, rng):
    # Far from one half, where other formulas for an interval differ most from Wilson's.
    for n in rng.integers(10, 35, size=2):
        rare = int(n) // 5
        for hits in (rare, int(n) - rare):
            expect_wilson(
                student,
                rng,
                hits,
                int(n),
                "is not Wilson's for a few pictures with some hits: go through the formula term "
                "by term",
            )


@tests("score_interval")
def no_hit_and_nothing_but_hits(student, rng):
    for n in rng.integers(4, 20, size=2):
        for hits in (0, int(n)):
            expect_wilson(
                student, rng, hits, int(n), "is wrong when no picture is a hit, or each picture is"
            )


@tests("score_interval")
def one_single_picture(student, rng):
    for hits in rng.permutation(2):
        expect_wilson(student, rng, int(hits), 1, "is wrong when there is one single picture")


@tests("score_interval")
def rare_hits_or_rare_misses_of_many_pictures(student, rng):
    n = int(rng.integers(150, 250))
    rare = int(rng.integers(3, 7))
    for hits in (rare, n - rare):
        expect_wilson(
            student,
            rng,
            hits,
            n,
            "is wrong for many pictures of which almost all are hits, or almost none",
        )


# ------------------------------------------------------------------ paired interval


def expect_paired(student, rng, kinds, reason: str) -> None:
    """Expect the right ends for pictures that (both, first only, second only, neither) hit."""
    first, second = shuffled_hits(rng, kinds)
    value = student.paired_interval(first, second).value
    d = pd.Series(second, dtype=float) - pd.Series(first, dtype=float)
    half = scipy.stats.norm.ppf(0.975) * scipy.stats.sem(d, ddof=0)
    mine = parts(value, "difference", "low", "high")
    expect_ends(mine, d.mean() - half, d.mean() + half, reason, atol=0.001)


def shuffled_hits(rng, kinds) -> tuple[np.ndarray, np.ndarray]:
    first, second = paired_hits(*kinds)
    order = rng.permutation(len(first))
    return first[order], second[order]


@tests("paired_interval")
def the_difference_is_second_minus_first(student, rng):
    few, more = int(rng.integers(10, 40)), int(rng.integers(60, 120))
    for kinds in ((150, few, more, 90), (90, more, few, 150)):
        first, second = shuffled_hits(rng, kinds)
        value = student.paired_interval(first, second).value
        every = np.ones_like(first)
        expect_number(
            parts(value, "difference", "low", "high")["difference"],
            accuracy_score(every, second) - accuracy_score(every, first),
            "difference",
            "should be the mean of d, and d is 1 where only the second model hits: above 0 when "
            "the second model is better, below 0 when the first is",
            atol=0.001,
        )


@tests("paired_interval")
def models_that_err_on_the_same_pictures(student, rng):
    for _ in range(2):
        first_only, second_only = (int(n) for n in rng.integers(3, 20, size=2))
        expect_paired(
            student,
            rng,
            (260, first_only, second_only, 180),
            "is wrong for two models that mostly hit and miss together: the interval should come "
            "from d, picture by picture",
        )


@tests("paired_interval")
def models_that_err_on_different_pictures(student, rng):
    for _ in range(2):
        first_only, second_only = (int(n) for n in rng.integers(90, 160, size=2))
        expect_paired(
            student,
            rng,
            (20, first_only, second_only, 30),
            "is wrong for two models that seldom hit and miss together: the interval should come "
            "from d, picture by picture",
        )


@tests("paired_interval")
def two_models_that_hit_the_same_pictures(student, rng):
    n = int(rng.integers(200, 400))
    hits = int(rng.integers(80, 120))
    expect_paired(
        student,
        rng,
        (hits, 0, 0, n - hits),
        "is wrong for two models that hit exactly the same pictures: what is d then, and how much "
        "does it vary?",
    )


# ------------------------------------------------------------------ what copies do to a score


def random_pictures(rng, n: int, side: int = 12) -> np.ndarray:
    """(n, side, side) uint8; no pixel is 0, so that zeros are a matter of one test alone."""
    return rng.integers(1, 256, size=(n, side, side)).astype(np.uint8)


class LeakySet:
    """Pictures in random order, with a model's answers, made from groups of equal pictures.

    It knows who belongs to which group, so that the right scores never depend on pixels.

    Attributes:
        pictures: (n, height, width) array, uint8.
        labels, usage, answers: (n,) arrays.
        right: the three right scores.
    """

    def __init__(self, rng, groups, pictures=None):
        """Make a set.

        Args:
            rng: where pictures, labels and order come from.
            groups: for each group of equal pictures, its members as (split, hit).
            pictures: the picture of each group, (len(groups), height, width); None for random ones.
        """
        members = [(number, *member) for number, group in enumerate(groups) for member in group]
        members = [members[place] for place in rng.permutation(len(members))]
        group, self.usage, hit = np.array(members, dtype=int).T
        if pictures is None:
            pictures = random_pictures(rng, len(groups))
        self.pictures = pictures[group]
        self.labels = rng.integers(0, 7, size=len(groups))[group]
        away = rng.integers(1, 7, size=len(group))
        self.answers = np.where(hit, self.labels, (self.labels + away) % 7)
        test = self.usage > 0
        leaks = np.isin(group, group[~test])
        self.right = tuple(
            accuracy_score(self.labels[chosen], self.answers[chosen])
            for chosen in (test, test & ~leaks, test & leaks)
        )

    def relabel_hits(self, rng) -> None:
        """Give each test picture that is a hit another label, and the answer to it likewise."""
        chosen = (self.usage > 0) & (self.labels == self.answers)
        step = chosen * rng.integers(1, 7, size=len(chosen))
        self.labels, self.answers = (self.labels + step) % 7, (self.answers + step) % 7

    def scored_by(self, student):
        """The student's answer for this set."""
        return student.score_by_leak(self.pictures, self.labels, self.usage, self.answers)


def alone(split: int, n: int, hits: int) -> list:
    """`n` groups of one picture each, all of them in `split`, `hits` of them hit."""
    return [[(split, place < hits)] for place in range(n)]


def usual_groups(rng) -> list:
    """Training that is mostly hit, tests that are seldom hit, and leaks that are often hit."""
    more = int(rng.integers(2, 9))
    return [
        *alone(0, 30, 28),
        *alone(1, 12 + more, 6),
        *alone(2, 12, 2),
        *([[(0, True), (1, True)]] * (5 + more)),
        *([[(0, True), (2, False)]] * 3),
        [(0, True), (0, True), (1, True), (2, True)],
    ]


@tests("score_by_leak")
def everything_is_both_tests_and_no_training(student, rng):
    leaky = LeakySet(rng, usual_groups(rng))
    value = leaky.scored_by(student).value
    expect_number(
        parts(value, "everything", "leak_free", "leaked")["everything"],
        leaky.right[0],
        "everything",
        "should be the accuracy on all pictures of both tests, and no picture of Training should "
        "count",
        atol=1e-6,
    )


def expect_leaks(student, leaky: LeakySet, reason: str) -> None:
    """Expect the scores of what does not leak and of what does."""
    mine = parts(leaky.scored_by(student).value, "everything", "leak_free", "leaked")
    for name, right in zip(("leak_free", "leaked"), leaky.right[1:], strict=True):
        expect_number(mine[name], right, name, reason, atol=1e-6)


@tests("score_by_leak")
def twins_in_the_tests_alone_do_not_leak(student, rng):
    n = int(rng.integers(4, 9))
    twins = [[(1, True), (1, True)], [(2, True), (1, True)], [(2, True), (2, True)]]
    leaky = LeakySet(rng, [*usual_groups(rng), *(n * twins), *(2 * [[(0, True), (0, True)]])])
    expect_leaks(
        student,
        leaky,
        "is wrong when test pictures have equal ones in the tests, but none in Training",
    )


@tests("score_by_leak")
def nearly_equal_is_not_equal(student, rng):
    # Test pictures that differ from one of Training by one pixel in the middle or the last one,
    # that are mirrored, turned, or the same pixels in another order. All of them are hits.
    original = rng.integers(20, 200, size=(32, 32)).astype(np.uint8)
    middle, last, order = (original.copy() for _ in range(3))
    middle[16, 15] ^= 1
    last[-1, -1] ^= 1
    order[[14, 17]] = order[[17, 14]]
    near = [middle, last, order, original[:, ::-1], original.T]
    groups = [[(0, True)], *([[(1, True)]] * len(near)), *usual_groups(rng)]
    others = random_pictures(rng, len(groups) - len(near) - 1, side=32)
    leaky = LeakySet(rng, groups, pictures=np.concatenate([[original], near, others]))
    expect_leaks(
        student,
        leaky,
        "is wrong when a test picture is nearly equal to one of Training: a leak is equal in all "
        "pixels, each in its place",
    )


@tests("score_by_leak")
def pictures_that_end_in_black(student, rng):
    # Some tools drop the zeros at the end of a text of bytes, on one side of a comparison alone.
    groups = usual_groups(rng)
    pictures = random_pictures(rng, len(groups))
    hit = [all(hit for _, hit in group) for group in groups]
    pictures[hit, -1, -3:] = 0
    leaky = LeakySet(rng, groups, pictures=pictures)
    expect_leaks(
        student,
        leaky,
        "is wrong for pictures whose last pixels are black (gray level 0): are those zeros still "
        "there when pictures are compared?",
    )


@tests("score_by_leak")
def twins_with_another_label_leak_too(student, rng):
    leaky = LeakySet(rng, usual_groups(rng))
    leaky.relabel_hits(rng)
    expect_leaks(
        student,
        leaky,
        "is wrong when a test picture and its equal in Training have different labels: labels "
        "play no part in deciding what leaks",
    )


@tests("score_by_leak")
def what_was_given_is_left_alone(student, rng):
    leaky = LeakySet(rng, usual_groups(rng))
    answer = leaky.scored_by(student)
    given = (leaky.pictures, leaky.labels, leaky.usage, leaky.answers)
    for after, before in zip(answer.arguments, given, strict=True):
        expect.unchanged(after, before, what="each array that you were given")
    expect_scores(
        answer.value,
        leaky.right,
        "is not the accuracy on the test pictures that it should count",
    )
