"""Visible checks and hints of the assignment Classification: scores, intervals and leaks."""

from __future__ import annotations

import numpy as np

from course_utils.exercises import expect, tests

HINTS = {
    "count_confusion": [
        "Begin with a table of zeros, `np.zeros((k, k), dtype=int)`. Which place of it does one "
        "picture change?",
        "A loop over `zip(labels, answers)` adds 1 for each picture.",
        "`table[labels, answers] += 1` adds only 1 for a pair that comes again and again; "
        "`np.add.at` adds 1 each time.",
    ],
    "accuracy_and_macro_f1": [
        "The hits stand on the diagonal: `np.diag(confusion)`.",
        "`confusion.sum(axis=1)` adds up each row, `confusion.sum(axis=0)` each column. Which of "
        "them counts labels, and which counts answers?",
        "A label that neither occurs nor is answered gives 0 divided by 0. What should stand "
        "there? It still counts in the mean.",
    ],
    "score_interval": [
        "All that you need of `hits` is how many there are and what share of them is True: "
        "`len(hits)` and `np.mean(hits)`.",
        "Give the parts of the formula names of their own: the middle, the part after ±, and the "
        "divisor under both.",
        "In Python, `a / 2 * n` is not `a / (2 * n)`.",
    ],
    "paired_interval": [
        "numpy does not subtract True and False. `astype(float)` turns them into 1.0 and 0.0.",
        "Make d first, one number a picture, and look at it: only -1, 0 and 1 should occur.",
        "The more pictures, the surer you are: where does the number of pictures come in?",
    ],
    "score_by_leak": [
        "`picture.tobytes()` turns a picture into one value. Equal pictures give equal values.",
        "A `set` of those values, of the pictures of Training alone, tells you quickly whether a "
        "picture is among them.",
        "Make one array of True and False for each question (is it a test picture, does it leak, "
        "is the answer its label?) and join them with `&` and `~`.",
    ],
}


def parts(value, *names: str) -> dict:
    """What a function was to give back together, by name; in a tuple, a list or an array.

    Raises:
        NotYet: something else came back, or more or fewer things.
    """
    called = f"{len(names)} numbers, {', '.join(f'`{name}`' for name in names)}"
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    expect.kind(value, (tuple, list, np.ndarray), called=called)
    expect.that(
        len(value) == len(names), f"{called}, should come back, but {len(value)} things came back"
    )
    return dict(zip(names, value, strict=True))


def expect_share(mine, name: str) -> None:
    """Expect one number that can be a share, or a difference of two, before its value counts.

    Raises:
        NotYet: it is no number, nan or infinite, or larger than 1.
    """
    if isinstance(mine, float | np.floating):
        expect.that(
            np.isfinite(mine),
            f"`{name}` is {mine}, which is no number: is something divided by zero on the way?",
        )
    expect.number(
        mine,
        0,
        what=f"`{name}`",
        reason=f"`{name}` is {mine}: shares lie between 0 and 1, and so does the size of their "
        "difference",
        atol=1.001,
    )


def expect_number(mine, right: float, name: str, reason: str, atol: float) -> None:
    """Expect the share `mine`, which is called `name`, to lie within `atol` of `right`.

    Raises:
        NotYet: as `expect_share`; or it is too far away, then `reason` follows the name.
    """
    expect_share(mine, name)
    expect.number(mine, right, what=f"`{name}`", reason=f"`{name}` {reason}", atol=atol)


def expect_ends(mine: dict, low: float, high: float, reason: str, atol: float) -> None:
    """Expect ``mine["low"]`` and ``mine["high"]`` to be the two ends of an interval.

    Raises:
        NotYet: as `expect_number`; or they stand in the wrong order.
    """
    for name in ("low", "high"):
        expect_share(mine[name], name)
    expect.that(mine["low"] <= mine["high"], "`low` is above `high`: look at their order")
    for name, right in (("low", low), ("high", high)):
        expect_number(mine[name], right, name, reason, atol)


def expect_numbers(value, right: dict[str, float], reason: str, atol: float) -> None:
    """Expect the numbers of `right`, all of them and in its order."""
    mine = parts(value, *right)
    for name, number in right.items():
        expect_number(mine[name], number, name, reason, atol)


# ------------------------------------------------------------------ confusion matrix


@tests("count_confusion")
def four_pictures_by_hand(student, rng):
    answer = student.count_confusion(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1]), 3)
    expect.array(
        answer.value,
        np.array([[1, 1, 0], [0, 2, 0], [0, 0, 0]]),
        dtype="integer",
        reason="the four pictures of the example are not counted as in the table above",
    )


@tests("count_confusion")
def one_kind_of_mistake_by_hand(student, rng):
    # Three pictures labelled 2 that were answered with 0: one place of the table, and not the
    # one on the other side of the diagonal.
    answer = student.count_confusion(np.array([2, 2, 2]), np.array([0, 0, 0]), 4)
    expect.array(
        answer.value,
        np.array([[0, 0, 0, 0], [0, 0, 0, 0], [3, 0, 0, 0], [0, 0, 0, 0]]),
        dtype="integer",
        reason="three pictures labelled 2 and answered with 0 should all stand in one place, in "
        "row 2 and column 0",
    )


# ------------------------------------------------------------------ accuracy and macro-F1


def expect_f1(student, table, accuracy: float, macro_f1: float, reason: str) -> None:
    value = student.accuracy_and_macro_f1(np.array(table)).value
    expect_numbers(value, {"accuracy": accuracy, "macro_f1": macro_f1}, reason, atol=1e-6)


@tests("accuracy_and_macro_f1")
def always_the_first_label(student, rng):
    expect_f1(student, [[8, 0], [2, 0]], 0.8, 4 / 9, "of the example is not as in the text")


@tests("accuracy_and_macro_f1")
def two_labels_by_hand(student, rng):
    expect_f1(
        student,
        [[6, 2], [1, 1]],
        0.7,
        0.6,
        "of `[[6, 2], [1, 1]]` is wrong: 7 of 10 are hits, and the two F1 are 12/15 and 2/5",
    )


@tests("accuracy_and_macro_f1")
def no_mistake_at_all(student, rng):
    expect_f1(
        student,
        [[3, 0, 0], [0, 50, 0], [0, 0, 7]],
        1,
        1,
        "should be 1 when every answer is the picture's label",
    )


# ------------------------------------------------------------------ Wilson's interval


def expect_interval(student, hits, low: float, high: float, reason: str) -> None:
    ends = parts(student.score_interval(hits).value, "low", "high")
    # What is written in the statement is rounded, so a little more is allowed here.
    expect_ends(ends, low, high, reason, atol=0.0015)


@tests("score_interval")
def five_hits_of_ten(student, rng):
    hits = np.arange(10) < 5
    expect_interval(student, hits, 0.237, 0.763, "of 5 hits of 10 is not as in the text")


@tests("score_interval")
def no_hit_of_ten(student, rng):
    hits = np.zeros(10, dtype=bool)
    expect_interval(student, hits, 0, 0.278, "of 0 hits of 10 is not as in the text")


@tests("score_interval")
def hits_and_misses_change_places(student, rng):
    hits = rng.permutation(np.arange(40) < 12)
    ends = parts(student.score_interval(hits).value, "low", "high")
    for name, end in ends.items():
        expect_share(end, name)
    expect_interval(
        student,
        ~hits,
        1 - ends["high"],
        1 - ends["low"],
        "is wrong when hits and misses change places: the interval should be mirrored at one half",
    )


# ------------------------------------------------------------------ paired interval


def paired_hits(both: int, first_only: int, second_only: int, neither: int):
    """The hits of two models on the same pictures, as two arrays of bool."""
    kinds = (both, first_only, second_only, neither)
    return (
        np.repeat([True, True, False, False], kinds),
        np.repeat([True, False, True, False], kinds),
    )


def expect_difference(student, kinds, reason: str) -> None:
    """Expect what the statement says of 10 pictures that only the first hits, and 30 of 200."""
    value = student.paired_interval(*paired_hits(*kinds)).value
    mine = parts(value, "difference", "low", "high")
    # What is written in the statement is rounded, so a little more is allowed here.
    expect_number(mine["difference"], 0.1, "difference", reason, atol=0.0015)
    expect_ends(mine, 0.040, 0.160, reason, atol=0.0015)


@tests("paired_interval")
def two_hundred_pictures_by_hand(student, rng):
    expect_difference(student, (100, 10, 30, 60), "of the example is not as in the text")


@tests("paired_interval")
def where_both_are_equal_nothing_changes(student, rng):
    expect_difference(
        student,
        (160, 10, 30, 0),
        "should be the same whether both models hit the other pictures or both miss them: d is 0 "
        "in both cases",
    )


# ------------------------------------------------------------------ what copies do to a score


def expect_scores(value, right, reason: str) -> None:
    """Expect the three scores: of everything, of what does not leak, and of what leaks."""
    names = ("everything", "leak_free", "leaked")
    expect_numbers(value, dict(zip(names, right, strict=True)), reason, atol=1e-6)


@tests("score_by_leak")
def the_table_by_hand(student, rng):
    a, b, c, d = (np.full((4, 5), level, np.uint8) for level in (20, 60, 120, 200))
    labels = np.array([1, 0, 1, 2, 2, 0])
    answers = np.array([1, 1, 1, 0, 2, 0])
    usage = np.array([0, 0, 1, 2, 2, 1])
    value = student.score_by_leak(np.stack([a, b, a, c, c, d]), labels, usage, answers).value
    expect_scores(value, (3 / 4, 2 / 3, 1), "is not as in the example above")


@tests("score_by_leak")
def one_pixel_makes_another_picture(student, rng):
    pictures = np.full((4, 6, 6), 100, np.uint8)
    pictures[2, 3, 3] = 101
    usage = np.array([0, 1, 1, 2])
    labels, answers = np.array([0, 0, 0, 0]), np.array([0, 1, 0, 1])
    value = student.score_by_leak(pictures, labels, usage, answers).value
    expect_scores(
        value, (1 / 3, 1, 0), "is wrong where a test picture differs from Training in one pixel"
    )
