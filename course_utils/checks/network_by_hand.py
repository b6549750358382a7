"""Visible checks and hints of the exercises by hand of the assignment NeuralNetwork."""

from __future__ import annotations

import numpy as np

from course_utils.exercises import expect, tests

HINTS = {
    "gradient_step": [
        "First the errors: the answers of the model minus the targets, one number a row.",
        "For one weight: each row's error times that row's feature, summed up. `features.T @ x` "
        "does it for all weights at once.",
        "`weights -= …` changes the array that you were given; `weights - …` makes a new one.",
    ],
    "convolve": [
        "`np.pad` puts zeros around an array. What does it do to the type of the numbers?",
        "Begin with one place: `(padded[:a, :b] * kernel).sum()` is the number at the top left.",
        "In row r and column c of the answer, the kernel begins at row r times `stride` and "
        "column c times `stride`.",
    ],
    "max_pool": [
        "How many whole squares fit? `//` divides and drops the rest.",
        "The square in row r and column c begins at row r times `size` and column c times `size`.",
        "Without a loop: cut off the rest, then `reshape` to four axes, two of them of length "
        "`size`.",
    ],
    "softmax_and_loss": [
        "`keepdims=True` keeps the sums of the rows as a column, ready for dividing.",
        "Take the row's own largest score away from each score of the row first. Then no power "
        "of e is above 1.",
        "The logarithm of a quotient is a difference. Work with the logarithms of the "
        "probabilities, and take e to the power of them at the end.",
    ],
    "read_curves": [
        "`np.argmin` gives the place of the lowest number, counted from 0.",
        '`history["loss"][-1]` is the loss of the last epoch.',
    ],
}


def the_parts(value, *names: str) -> tuple:
    """The two or three things that a function was to give back together."""
    quoted = [f"`{name}`" for name in names]
    count = {2: "two", 3: "three"}[len(names)]
    wanted = f"{count} things, {', '.join(quoted[:-1])} and {quoted[-1]}"
    expect.kind(value, (tuple, list), called=wanted)
    expect.that(len(value) == len(names), f"{wanted}, should come back, but {len(value)} came back")
    return tuple(value)


# ------------------------------------------------------------------ one step downhill


@tests("gradient_step")
def one_weight_by_hand(student, rng):
    value = student.gradient_step(
        np.array([0.0]), np.array([[1.0], [2.0]]), np.array([2.0, 4.0]), 0.1
    ).value
    new_weights, loss = the_parts(value, "new_weights", "loss")
    expect.array(
        new_weights,
        np.array([1.0]),
        what="`new_weights`",
        reason="the new weight of the example is not 1.0",
        atol=1e-6,
    )
    expect.number(loss, 10.0, what="`loss`", reason="the loss of the example is not 10", atol=1e-6)


@tests("gradient_step")
def two_weights_by_hand(student, rng):
    # The errors are -2 and 2, and the gradient is 4 and -4.
    value = student.gradient_step(
        np.array([1.0, -1.0]), np.array([[1.0, 2.0], [3.0, 0.0]]), np.array([1.0, 1.0]), 0.5
    ).value
    new_weights, loss = the_parts(value, "new_weights", "loss")
    expect.array(
        new_weights,
        np.array([-1.0, 1.0]),
        what="`new_weights`",
        reason="weights 1 and -1, rows (1, 2) and (3, 0), targets 1 and 1, rate 0.5: the gradient "
        "is 4 and -4, but `new_weights` does not fit to it",
        atol=1e-6,
    )
    expect.number(
        loss,
        4.0,
        what="`loss`",
        reason="with errors of -2 and 2, the mean of their squares is 4",
        atol=1e-6,
    )


@tests("gradient_step")
def the_arrays_stay(student, rng):
    given = np.array([0.5, 2.0]), np.array([[1.0, 3.0]]), np.array([1.0])
    answer = student.gradient_step(*given, 0.1)
    names = ("weights", "features", "targets")
    for after, before, name in zip(answer.arguments, given, names, strict=False):
        expect.unchanged(after, before, what=f"the array `{name}`")


# ------------------------------------------------------------------ convolution by hand


@tests("convolve")
def neighbours_by_hand(student, rng):
    expect.array(
        student.convolve(np.array([[1, 2, 3], [4, 5, 6]]), np.array([[1, -1]]), 1, 0).value,
        np.array([[-1, -1], [-1, -1]]),
        dtype="floating",
        reason="the picture of the example does not give what the text says",
        atol=1e-4,
    )


@tests("convolve")
def stride_and_padding_by_hand(student, rng):
    picture, kernel = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 0.0], [0.0, 2.0]])
    for stride, right in ((1, [[2, 4, 0], [6, 9, 2], [0, 3, 4]]), (2, [[2, 0], [0, 4]])):
        expect.array(
            student.convolve(picture, kernel, stride, 1).value,
            np.array(right),
            reason=f"picture [[1, 2], [3, 4]], kernel [[1, 0], [0, 2]], padding 1 and stride "
            f"{stride} should give {right}",
            atol=1e-4,
        )


@tests("convolve")
def bytes_by_hand(student, rng):
    picture = np.array([[100, 200]], np.uint8)
    for kernel, right in ((np.array([[1, -1]]), -100), (np.array([[1, 2]], np.uint8), 500)):
        expect.array(
            student.convolve(picture, kernel, 1, 0).value,
            np.array([[right]]),
            dtype="floating",
            reason=f"gray levels 100 and 200 with the kernel {kernel.tolist()} give {right}, also "
            "when they are of type uint8",
            atol=1e-4,
        )


@tests("convolve")
def picture_and_kernel_stay(student, rng):
    picture, kernel = np.array([[1.0, 2.0, 4.0]]), np.array([[1.0, 3.0]])
    answer = student.convolve(picture, kernel, 1, 0)
    expect.unchanged(answer.arguments[0], picture, what="the picture that you were given")
    expect.unchanged(answer.arguments[1], kernel, what="the kernel that you were given")


# ------------------------------------------------------------------ max-pooling by hand


@tests("max_pool")
def three_by_three_by_hand(student, rng):
    picture = np.array([[1, 2, 3], [5, 4, 6], [7, 8, 9]])
    for size, right in ((2, [[5]]), (3, [[9]])):
        expect.array(
            student.max_pool(picture, size).value,
            np.array(right),
            reason=f"the picture of the example with size {size} does not give {right}",
        )


@tests("max_pool")
def a_wide_picture_below_zero(student, rng):
    picture = np.array([[-5.0, -2.0, -9.0, -8.0, -1.0], [-3.0, -4.0, -6.0, -7.0, -1.0]])
    expect.array(
        student.max_pool(picture, 2).value,
        np.array([[-2.0, -6.0]]),
        reason="rows (-5, -2, -9, -8, -1) and (-3, -4, -6, -7, -1) with size 2 have two whole "
        "squares, and their largest numbers are -2 and -6",
    )


@tests("max_pool")
def the_picture_stays(student, rng):
    picture = np.array([[1, 2, 3, 4], [5, 6, 7, 8]])
    expect.unchanged(
        student.max_pool(picture, 2).arguments[0], picture, what="the picture that you were given"
    )


# ------------------------------------------------------------------ softmax and cross-entropy


def expect_softmax(student, scores, labels, probabilities, one_hot, loss):
    value = student.softmax_and_loss(np.array(scores), np.array(labels)).value
    mine = the_parts(value, "probabilities", "one_hot", "loss")
    example = f"with scores {scores} and labels {labels}"
    for part, right, what in (
        (mine[0], probabilities, "`probabilities`"),
        (mine[1], one_hot, "`one_hot`"),
    ):
        expect.array(
            part,
            np.array(right),
            what=what,
            reason=f"{example}, {what} should be {np.round(right, 3).tolist()}",
            atol=1e-5,
        )
    expect.number(
        mine[2],
        loss,
        what="`loss`",
        reason=f"{example}, `loss` should be {loss:,.3f}",
        atol=1e-5,
    )


@tests("softmax_and_loss")
def two_equal_scores(student, rng):
    expect_softmax(student, [[0.0, 0.0]], [1], [[0.5, 0.5]], [[0, 1]], 0.693147)


@tests("softmax_and_loss")
def large_scores_by_hand(student, rng):
    third = 1 / 3
    expect_softmax(
        student,
        [[0.0, 0.0, 0.0, 0.0], [1000.0, 1000.0, -1000.0, 1000.0]],
        [1, 2],
        [[0.25, 0.25, 0.25, 0.25], [third, third, 0, third]],
        [[0, 1, 0, 0], [0, 0, 1, 0]],
        1001.242453,  # the mean of the logarithm of 4 and of 2,000 plus the logarithm of 3
    )


@tests("softmax_and_loss")
def scores_and_labels_stay(student, rng):
    scores, labels = np.array([[1.0, 2.0], [5.0, 3.0]]), np.array([1, 0])
    answer = student.softmax_and_loss(scores, labels)
    expect.unchanged(answer.arguments[0], scores, what="the array `scores`")
    expect.unchanged(answer.arguments[1], labels, what="the array `labels`")


# ------------------------------------------------------------------ read the curves


@tests("read_curves")
def three_epochs_by_hand(student, rng):
    history = {"loss": [2.0, 1.0, 0.5], "val_loss": [2.1, 1.4, 1.7]}
    best, gap = the_parts(student.read_curves(history).value, "best", "gap")
    expect.number(best, 2, what="`best`", reason="the best epoch of the example is not 2")
    expect.number(gap, 1.2, what="`gap`", reason="the gap of the example is not 1.2", atol=1e-6)


@tests("read_curves")
def equally_low_epochs(student, rng):
    history = {
        "val_loss": [1.5, 1.75, 1.0, 1.25, 1.0],
        "loss": [1.75, 1.5, 1.5, 1.25, 1.25],
    }
    best, gap = the_parts(student.read_curves(history).value, "best", "gap")
    expect.number(
        best, 3, what="`best`", reason="epochs 3 and 5 are equally low, and 3 is the first"
    )
    expect.number(
        gap,
        -0.25,
        what="`gap`",
        reason="in the end `val_loss` is 1.0 and `loss` 1.25: the gap should be -0.25",
        atol=1e-6,
    )
