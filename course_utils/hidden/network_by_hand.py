"""Hidden tests of the exercises by hand of the assignment NeuralNetwork: no network is trained."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import maximum_filter
from scipy.optimize import approx_fprime
from scipy.signal import correlate2d
from scipy.special import log_softmax, softmax
from sklearn.metrics import log_loss, mean_squared_error
from sklearn.preprocessing import label_binarize

from course_utils.checks.network_by_hand import the_parts
from course_utils.exercises import expect, tests


def expect_numbers(mine, right: np.ndarray, *, what: str, reason: str, dtype=None, atol=0.0):
    """Expect an array of these numbers; nan and infinity have a reason of their own."""
    expect.kind(mine, np.ndarray, called="a numpy array", what=what)
    if mine.shape == right.shape:
        expect.finite(mine, what=what)
    expect.array(mine, right, what=what, reason=reason, dtype=dtype, atol=atol, rtol=1e-6)


# ------------------------------------------------------------------ one step downhill


def linear_task(rng, n: int, d: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights (d,), features (n, d) and targets (n,), float64, far from each other's answers."""
    targets = rng.uniform(1, 3, size=n) * rng.choice([-1, 1], size=n)
    return rng.normal(size=d), rng.normal(size=(n, d)), targets


def loss_at(weights, features, targets) -> float:
    """The oracle of the loss is scikit-learn."""
    return mean_squared_error(targets, features @ weights)


def stepped(weights, features, targets, rate) -> np.ndarray:
    """The oracle of the gradient is SciPy's numerical derivative of scikit-learn's loss."""
    return weights - rate * approx_fprime(weights, loss_at, 1e-7, features, targets)


@tests("gradient_step")
def against_the_gradient(student, rng):
    for n, d in ((12, 3), (3, 5)):
        weights, features, targets = linear_task(rng, n, d)
        value = student.gradient_step(weights, features, targets, 0.1).value
        new_weights, _ = the_parts(value, "new_weights", "loss")
        expect_numbers(
            new_weights,
            stepped(weights, features, targets, 0.1),
            what="`new_weights`",
            reason="`new_weights` is not where the step should end: look at the direction of the "
            "step, at 2 / n, and at which feature belongs to which weight",
            atol=1e-6,
        )


@tests("gradient_step")
def as_far_as_the_rate_says(student, rng):
    weights, features, targets = linear_task(rng, 8, 4)
    for rate in rng.permutation([0.004, 0.06, 0.5]).tolist():
        value = student.gradient_step(weights, features, targets, rate).value
        new_weights, _ = the_parts(value, "new_weights", "loss")
        expect_numbers(
            new_weights,
            stepped(weights, features, targets, rate),
            what="`new_weights`",
            reason="with another rate, the step is not as long as it should be: twice the rate, "
            "twice the step",
            atol=1e-6,
        )


@tests("gradient_step")
def the_loss_before_the_step(student, rng):
    for n, d in ((15, 4), (4, 6)):
        weights, features, targets = linear_task(rng, n, d)
        value = student.gradient_step(weights, features, targets, 0.05).value
        _, loss = the_parts(value, "new_weights", "loss")
        expect.number(
            loss,
            loss_at(weights, features, targets),
            what="`loss`",
            reason="`loss` should be the mean over the rows of the squared differences, with the "
            "weights as they were before the step",
            atol=1e-6,
            rtol=1e-6,
        )


@tests("gradient_step")
def rows_that_repeat_change_nothing(student, rng):
    weights, features, targets = linear_task(rng, 6, 3)
    twins = rng.permutation(np.repeat(np.arange(6), 4))
    value = student.gradient_step(weights, features[twins], targets[twins], 0.1).value
    new_weights, loss = the_parts(value, "new_weights", "loss")
    reason = (
        "loss and gradient are means over the rows: when each row stands there four times, both "
        "should be as with each row once"
    )
    expect_numbers(
        new_weights,
        stepped(weights, features, targets, 0.1),
        what="`new_weights`",
        reason=reason,
        atol=1e-6,
    )
    expect.number(
        loss,
        loss_at(weights, features, targets),
        what="`loss`",
        reason=reason,
        atol=1e-6,
        rtol=1e-6,
    )


@tests("gradient_step")
def many_steps_reach_the_bottom(student, rng):
    weights, features, targets = linear_task(rng, 20, 3)
    # Columns at right angles and of equal length: the bowl is round, and 40 steps are enough.
    features = np.linalg.qr(features)[0] * np.sqrt(20)
    bottom = np.linalg.lstsq(features, targets)[0]
    for _ in range(40):
        value = student.gradient_step(weights, features, targets, 0.25).value
        weights, _ = the_parts(value, "new_weights", "loss")
        expect.kind(weights, np.ndarray, called="a numpy array", what="`new_weights`")
        expect.that(
            weights.shape == (3,),
            f"`new_weights` should have shape (3,), but its shape is {weights.shape}",
        )
    expect_numbers(
        weights,
        bottom,
        what="`new_weights`",
        reason="40 steps, one after the other, should lead to the weights with the lowest loss, "
        "but they lead elsewhere",
        atol=1e-6,
    )


@tests("gradient_step")
def the_three_arrays_are_left_alone(student, rng):
    given = linear_task(rng, 9, 4)
    answer = student.gradient_step(*given, 0.1)
    names = ("weights", "features", "targets")
    for after, before, name in zip(answer.arguments, given, names, strict=False):
        expect.unchanged(after, before, what=f"the array `{name}`")
    new_weights, _ = the_parts(answer.value, "new_weights", "loss")
    expect_numbers(
        new_weights,
        stepped(*given, 0.1),
        what="`new_weights`",
        reason="`new_weights` is not where the step should end",
        atol=1e-6,
    )


# ------------------------------------------------------------------ convolution by hand


def drawn_kernel(rng, shape) -> np.ndarray:
    """A kernel of both signs, in which one number outweighs the others and lies below zero.

    So some sums lie below zero, whatever else is drawn.
    """
    kernel = rng.normal(size=shape)
    kernel.flat[rng.integers(kernel.size)] = -2 * np.abs(kernel).sum()
    return kernel


def slid(picture, kernel, stride, padding) -> np.ndarray:
    """The oracle is SciPy's correlation of the padded picture."""
    padded = np.pad(np.asarray(picture, float), padding)
    return correlate2d(padded, np.asarray(kernel, float), mode="valid")[::stride, ::stride]


def expect_convolved(student, picture, kernel, stride, padding, *, reason, dtype=None):
    value = student.convolve(picture, kernel, stride, padding).value
    a, b = kernel.shape
    expect_numbers(
        value,
        slid(picture, kernel, stride, padding),
        what=f"the answer (kernel of {a} by {b}, stride {stride}, padding {padding})",
        reason=reason,
        dtype=dtype,
        atol=1e-4,
    )


@tests("convolve")
def sum_of_products_at_each_place(student, rng):
    for size in (3, 4):
        expect_convolved(
            student,
            rng.uniform(size=(9, 9)),
            drawn_kernel(rng, (size, size)),
            1,
            0,
            reason="each number should be the sum of the products of the kernel, as it is, and the "
            "part of the picture below it",
        )


@tests("convolve")
def kernels_and_pictures_of_any_shape(student, rng):
    for picture, kernel in (((6, 11), (1, 4)), ((12, 7), (5, 2)), ((5, 8), (5, 8))):
        expect_convolved(
            student,
            rng.uniform(size=picture),
            drawn_kernel(rng, kernel),
            1,
            0,
            reason=f"a picture of {picture[0]} by {picture[1]} and a kernel of {kernel[0]} by "
            f"{kernel[1]} do not give the right numbers: rows first, then columns",
        )


@tests("convolve")
def stride_to_the_right_and_down(student, rng):
    for h, stride in ((9, 2), (10, 2), (11, 3)):
        expect_convolved(
            student,
            rng.uniform(size=(h, h)),
            drawn_kernel(rng, (3, 3)),
            stride,
            0,
            reason=f"with stride {stride}, the kernel should move {stride} pixels to the right and "
            f"{stride} pixels down each time; the kernel itself stays as dense as it is",
        )


@tests("convolve")
def zeros_on_four_sides(student, rng):
    for stride, padding in ((1, 1), (1, 3), (2, 1)):
        expect_convolved(
            student,
            rng.uniform(1, 2, size=(6, 6)),
            drawn_kernel(rng, (3, 3)),
            stride,
            padding,
            reason=f"with padding {padding} and stride {stride}, some numbers are not "
            "right: zeros come first, on all four sides, and then the kernel slides",
        )


@tests("convolve")
def gray_levels_of_one_byte(student, rng):
    picture = rng.integers(120, 256, size=(7, 7)).astype(np.uint8)
    signs = rng.permutation([-4, -3, -2, -1, 1, 2, 3, 4, 5]).reshape(3, 3)
    for kernel in (signs, np.abs(signs).astype(np.uint8), signs.astype(float)):
        expect_convolved(
            student,
            picture,
            kernel,
            1,
            0,
            dtype="floating",
            reason="with gray levels of type uint8 the sums come out wrong: sums of products can "
            "lie below 0 and far above 255, and they keep their fractions",
        )


@tests("convolve")
def picture_and_kernel_are_left_alone(student, rng):
    picture, kernel = rng.uniform(size=(7, 7)), drawn_kernel(rng, (3, 3))
    answer = student.convolve(picture, kernel, 1, 0)
    expect.unchanged(answer.arguments[0], picture, what="the picture that you were given")
    expect.unchanged(answer.arguments[1], kernel, what="the kernel that you were given")
    expect_numbers(
        answer.value,
        slid(picture, kernel, 1, 0),
        what="the answer",
        reason="the sums of products are not right",
        atol=1e-4,
    )


# ------------------------------------------------------------------ max-pooling by hand


def pooled(picture, size) -> np.ndarray:
    """The oracle is SciPy's maximum filter, read at the middle of each whole square."""
    rows, columns = picture.shape[0] // size, picture.shape[1] // size
    return maximum_filter(picture, size)[size // 2 :: size, size // 2 :: size][:rows, :columns]


def expect_pooled(student, picture, size, *, reason):
    value = student.max_pool(picture, size).value
    expect_numbers(
        value,
        pooled(picture, size),
        what=f"the answer (picture of {picture.shape[0]} by {picture.shape[1]}, size {size})",
        reason=reason,
        atol=1e-6,
    )


@tests("max_pool")
def the_largest_of_each_square(student, rng):
    for side, size in ((8, 2), (9, 3)):
        expect_pooled(
            student,
            rng.permutation(side * side).reshape(side, side),
            size,
            reason="each number should be the largest of its square, and the squares do not "
            "overlap",
        )


@tests("max_pool")
def what_fills_no_square_is_left_out(student, rng):
    for side, size in ((7, 2), (11, 4), (9, 5)):
        picture = rng.uniform(1, 9, size=(side, side))
        whole = side // size * size
        # The largest numbers stand where they must not count.
        picture[whole:] += 10
        picture[:, whole:] += 10
        expect_pooled(
            student,
            picture,
            size,
            reason=f"with size {size}, a picture of {side} by {side} has a rest at the bottom and "
            "at the right that fills no square; it should not count",
        )


@tests("max_pool")
def numbers_below_zero(student, rng):
    for picture in (-rng.uniform(1, 9, size=(6, 6)), rng.permutation(np.arange(-36, 0))):
        expect_pooled(
            student,
            picture.reshape(6, 6),
            3,
            reason="where all numbers of a square lie below zero, the largest is the one nearest "
            "to zero",
        )


@tests("max_pool")
def wide_and_tall_pictures(student, rng):
    for shape, size in (((4, 10), 2), ((15, 3), 3), ((12, 8), 4)):
        expect_pooled(
            student,
            rng.uniform(1, 9, size=shape),
            size,
            reason=f"a picture of {shape[0]} by {shape[1]} with size {size} comes out wrong: rows "
            "and columns differ in number",
        )


@tests("max_pool")
def squares_of_one_and_of_the_whole(student, rng):
    picture = rng.uniform(1, 9, size=(5, 5))
    expect_pooled(
        student, picture, 1, reason="with size 1, each number is a square of its own and is kept"
    )
    expect_pooled(
        student, picture, 5, reason="with the size of the picture, one number should come back"
    )


@tests("max_pool")
def the_picture_is_left_alone(student, rng):
    picture = rng.uniform(1, 9, size=(6, 6))
    answer = student.max_pool(picture, 2)
    expect.unchanged(answer.arguments[0], picture, what="the picture that you were given")
    expect_numbers(
        answer.value,
        pooled(picture, 2),
        what="the answer",
        reason="some numbers are not the largest of their square",
        atol=1e-6,
    )


# ------------------------------------------------------------------ softmax and cross-entropy


def scored_pictures(rng, n: int, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores (n, k) from -1 to 1 and labels (n,).

    No probability is so small that 0.0000001, which some add to it against the logarithm of 0,
    would change the loss by more than the text allows.
    """
    return rng.uniform(-1, 1, size=(n, k)), rng.integers(0, k, size=n)


def large_scores(rng, n: int, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores (n, k) near 1,000 in some rows, near -1,000 in others, and both in the first third.

    The labels (n,) of the first third have the lowest score. All scores are quarters, which single
    precision holds too.
    """
    base = rng.permutation(np.resize([-1000, 996], n))
    scores = base[:, None] + rng.integers(0, 17, size=(n, k)) / 4
    scores[: n // 3, 0], scores[: n // 3, 1] = 1000, -1000
    labels = rng.integers(0, k, size=n)
    labels[: n // 3] = 1
    return scores, labels


def the_answers(answer) -> tuple:
    return the_parts(answer.value, "probabilities", "one_hot", "loss")


@tests("softmax_and_loss")
def probabilities_of_each_row(student, rng):
    for n, k in ((9, 6), (3, 7)):
        scores, labels = scored_pictures(rng, n, k)
        probabilities, _, _ = the_answers(student.softmax_and_loss(scores, labels))
        expect_numbers(
            probabilities,
            softmax(scores, axis=1),
            what="`probabilities`",
            reason="`probabilities` should be e to the power of each score, divided by the sum of "
            "these over the same row",
            atol=1e-5,
        )


@tests("softmax_and_loss")
def a_column_for_each_score(student, rng):
    for dtype in (np.int64, np.uint8):
        scores, _ = scored_pictures(rng, 12, 7)
        # The last labels do not occur; their columns are there all the same.
        labels = rng.permutation(np.resize(np.arange(5), 12)).astype(dtype)
        _, one_hot, _ = the_answers(student.softmax_and_loss(scores, labels))
        expect_numbers(
            one_hot,
            label_binarize(labels, classes=range(7)),
            what="`one_hot`",
            reason="`one_hot` should hold one 1 a row, in the column of that picture's label, and "
            "0 elsewhere",
            atol=1e-5,
        )


@tests("softmax_and_loss")
def mean_of_minus_the_logarithms(student, rng):
    for n, k in ((11, 6), (4, 8)):
        scores, labels = scored_pictures(rng, n, k)
        _, _, loss = the_answers(student.softmax_and_loss(scores, labels))
        expect.number(
            loss,
            log_loss(labels, softmax(scores, axis=1), labels=range(k)),
            what="`loss`",
            reason="`loss` should be the mean over the pictures of minus the natural logarithm of "
            "the probability that the picture's own label got",
            atol=1e-5,
        )


@tests("softmax_and_loss")
def probabilities_of_large_scores(student, rng):
    scores, labels = large_scores(rng, 12, 6)
    probabilities, _, _ = the_answers(student.softmax_and_loss(scores, labels))
    expect_numbers(
        probabilities,
        softmax(scores, axis=1),
        what="`probabilities`",
        reason="with scores near 1,000 and -1,000 `probabilities` is not right: each row has "
        "its own largest score",
        atol=1e-5,
    )


@tests("softmax_and_loss")
def loss_of_large_scores(student, rng):
    scores, labels = large_scores(rng, 12, 6)
    _, _, loss = the_answers(student.softmax_and_loss(scores, labels))
    right = -np.mean(log_softmax(scores, axis=1)[label_binarize(labels, classes=range(6)) == 1])
    expect.number(
        loss,
        right,
        what="`loss`",
        reason="with scores near 1,000 and -1,000 `loss` is not right: a probability that the "
        "computer rounds to 0 has a logarithm too, and the text says how to get it",
        atol=1e-5,
        rtol=1e-6,
    )


@tests("softmax_and_loss")
def scores_and_labels_are_left_alone(student, rng):
    scores, labels = scored_pictures(rng, 8, 6)
    answer = student.softmax_and_loss(scores, labels)
    expect.unchanged(answer.arguments[0], scores, what="the array `scores`")
    expect.unchanged(answer.arguments[1], labels, what="the array `labels`")
    probabilities, _, _ = the_answers(answer)
    expect_numbers(
        probabilities,
        softmax(scores, axis=1),
        what="`probabilities`",
        reason="`probabilities` is not the softmax of each row",
        atol=1e-5,
    )


# ------------------------------------------------------------------ read the curves


def curves(rng, val_loss: np.ndarray) -> dict[str, list[float]]:
    """A training with this `val_loss`; `loss` falls and accuracy rises to the end."""
    n = len(val_loss)
    falling = np.sort(rng.uniform(0.2, 0.8, size=n))[::-1] * val_loss.min()
    return {
        "accuracy": np.sort(rng.uniform(0.2, 0.9, size=n)).tolist(),
        "loss": falling.tolist(),
        "val_accuracy": np.sort(rng.uniform(0.2, 0.6, size=n)).tolist(),
        "val_loss": val_loss.tolist(),
    }


def bumpy(rng, n: int) -> np.ndarray:
    """`n` different losses: the second is the highest, the lowest comes later and not last."""
    val_loss = rng.uniform(1.2, 2.0, size=n)
    val_loss[1] = 2.2
    val_loss[rng.integers(2, n - 1)] = rng.uniform(0.9, 1.1)
    return val_loss


def expect_best(value, val_loss, reason):
    best, _ = the_parts(value, "best", "gap")
    # The oracle sorts the epochs, which Python does without moving equals.
    right = sorted(range(1, len(val_loss) + 1), key=lambda epoch: val_loss[epoch - 1])[0]
    expect.number(best, right, what="`best`", reason=reason)


def expect_gap(value, history, reason):
    _, gap = the_parts(value, "best", "gap")
    right = np.subtract(history["val_loss"], history["loss"])[-1]
    expect.number(gap, right, what="`gap`", reason=reason, atol=1e-6)


@tests("read_curves")
def the_epoch_with_the_lowest_val_loss(student, rng):
    for n in (9, 14):
        history = curves(rng, bumpy(rng, n))
        expect_best(
            student.read_curves(history).value,
            history["val_loss"],
            "`best` should be the number of the epoch with the lowest `val_loss`; the first epoch "
            "is number 1",
        )


@tests("read_curves")
def the_first_of_equally_low_ones(student, rng):
    val_loss = bumpy(rng, 10)
    val_loss[rng.choice(np.arange(2, 10), size=3, replace=False)] = 0.5
    history = curves(rng, val_loss)
    expect_best(
        student.read_curves(history).value,
        history["val_loss"],
        "when several epochs are equally low, `best` should be the first of them",
    )


@tests("read_curves")
def the_gap_at_the_end(student, rng):
    for n in (8, 13):
        history = curves(rng, bumpy(rng, n))
        expect_gap(
            student.read_curves(history).value,
            history,
            "`gap` should be the last epoch's `val_loss` minus the last epoch's `loss`",
        )


@tests("read_curves")
def a_gap_below_zero(student, rng):
    # With dropout a network can be worse on what it trains on.
    history = curves(rng, bumpy(rng, 9))
    history["loss"] = [loss + 2.5 for loss in history["loss"]]
    expect_gap(
        student.read_curves(history).value,
        history,
        "when `loss` is higher than `val_loss`, `gap` should lie below zero",
    )


@tests("read_curves")
def keys_in_any_order(student, rng):
    history = curves(rng, bumpy(rng, 9))
    history["learning_rate"] = [0.001] * 9
    for keys in (sorted(history), sorted(history, reverse=True), ["val_loss", "loss"]):
        mixed = {key: history[key] for key in keys}
        value = student.read_curves(mixed).value
        reason = "the two lists should be found by their names, whatever else is in the dictionary"
        expect_best(value, history["val_loss"], reason)
        expect_gap(value, history, reason)


@tests("read_curves")
def a_training_of_one_epoch(student, rng):
    history = curves(rng, rng.uniform(1, 2, size=1))
    value = student.read_curves(history).value
    reason = "a training of one epoch has its best epoch and its gap too"
    expect_best(value, history["val_loss"], reason)
    expect_gap(value, history, reason)
