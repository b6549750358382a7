"""Visible checks and hints of Reading-the-Network: where a network looks, and broken listings."""

from __future__ import annotations

import numpy as np

from course_utils.exercises import expect, fixtures, made, tests

#: Names of the broken listings, and how many lines each has.
LISTINGS = ("A", "B", "C")
LINES = 15

HINTS = {
    "grad_cam": [
        "`slopes.mean(axis=(0, 1))` is the mean over height and width: one number for each map.",
        "`maps * weights` multiplies each map by its own weight. Over which axis do you sum then?",
        "`np.maximum(…, 0)` turns what is below zero into zero. What is the largest number of an "
        "array of zeros, and what happens when you divide by it?",
    ],
    "map_likeness": [
        "`scipy.stats.spearmanr(a, b).statistic` compares two rows of numbers. `.ravel()` makes a "
        "row of a map.",
        "`zip(first, second)` goes through the pairs, one after the other.",
        "A map of equal numbers has `np.ptp(map) == 0`. Its pair adds nothing to the sum, but it "
        "is one of the n pairs.",
    ],
    "find_bugs": [
        "Read each listing line by line, and say aloud what is there after the line.",
        "A: which weights can be trained at the end? B: which pictures does each line use? C: what "
        "do the six numbers sum to after each line?",
        "The comment beside a line says what its author wanted. Does the line do that?",
    ],
}


# ------------------------------------------------------------------ Grad-CAM


def two_maps(student):
    """A network with two maps of 2 by 2: the four quarters of the picture, and their negatives.

    The mean gray level of a quarter is one number of the first map. The slopes are the weights of
    the dense layer, chosen by hand.
    """
    kernels = np.stack([np.full((24, 24, 1), 1 / 576), np.full((24, 24, 1), -1 / 576)], axis=-1)
    slopes = np.zeros((2, 2, 2, 3))
    slopes[..., 0, 0] = [[1.0, 3.0], [2.0, 2.0]]  # mean 2
    slopes[..., 1, 0] = [[0.0, 1.0], [1.0, 2.0]]  # mean 1
    slopes[..., 0, 1] = -1.0
    slopes[..., 1, 2] = [[-6.0, -1.0], [-1.0, 0.0]]  # mean -2
    layers = [
        ("Conv2D", {"filters": 2, "kernel_size": 24, "strides": 24, "name": "quarters"}),
        ("Flatten", {}),
        ("Dense", {"units": 3}),
        ("Activation", {"activation": "softmax"}),
    ]
    weights = [kernels, np.zeros(2), slopes.reshape(8, 3), np.zeros(3)]
    return made(student, fixtures.keras_model(layers, weights, (48, 48, 1)))


def quarters(levels) -> np.ndarray:
    """A picture (48, 48, 1) of four gray quarters."""
    return np.kron(np.array(levels), np.ones((24, 24)))[..., None].astype(np.float32)


def expect_heat(student, label: int, levels, right, reason: str) -> None:
    value = student.grad_cam(two_maps(student), "quarters", quarters(levels), label).value
    expect.kind(value, np.ndarray, called="a numpy array")
    expect.that(
        value.shape == (2, 2),
        f"the maps are 2 by 2, and so should the answer be, but its shape is {value.shape}",
    )
    expect.finite(value)
    expect.array(value, np.array(right), reason=reason, atol=1e-4)


@tests("grad_cam")
def four_quarters_by_hand(student, rng):
    expect_heat(
        student,
        0,
        [[0.2, 0.4], [0.6, 0.8]],
        [[0.25, 0.5], [0.75, 1.0]],
        "the first map is [[0.2, 0.4], [0.6, 0.8]] and its weight 2, the second map is the same "
        "below zero and its weight 1: the answer should be [[0.25, 0.5], [0.75, 1]]",
    )
    expect_heat(
        student,
        2,
        [[0.2, 0.4], [0.6, 0.8]],
        [[0.25, 0.5], [0.75, 1.0]],
        "only the second map has slopes, with the mean -2, and it is [[-0.2, -0.4], [-0.6, -0.8]]: "
        "the answer should be [[0.25, 0.5], [0.75, 1]]",
    )


@tests("grad_cam")
def nothing_speaks_for_it(student, rng):
    expect_heat(
        student,
        1,
        [[0.2, 0.4], [0.6, 0.8]],
        [[0.0, 0.0], [0.0, 0.0]],
        "the only map with slopes is above zero and its weight is -1: nothing speaks for the "
        "label, and all numbers should be 0",
    )


# ------------------------------------------------------------------ how alike two stacks are


def expect_likeness(student, first, second, right: float, reason: str) -> None:
    answer = student.map_likeness(np.array(first), np.array(second))
    expect.number(answer.value, right, reason=reason, atol=1e-6)
    for after, before, what in zip(
        answer.arguments, (first, second), ("first", "second"), strict=False
    ):
        expect.unchanged(after, np.array(before), what=f"the {what} stack")


@tests("map_likeness")
def two_pairs_by_hand(student, rng):
    up, down = [[0.0, 1.0], [2.0, 9.0]], [[4.0, 3.0], [2.0, 1.0]]
    expect_likeness(
        student,
        [[[0.1, 0.9], [0.2, 0.3]]],
        [[[0.0, 1.0], [0.8, 0.9]]],
        1.0,
        "the two maps of the example order their places alike",
    )
    expect_likeness(student, [up, up], [down, up], 0.0, "of -1 and 1 the mean is 0")


@tests("map_likeness")
def a_flat_map_by_hand(student, rng):
    up, flat = [[0.0, 1.0], [2.0, 9.0]], [[0.5, 0.5], [0.5, 0.5]]
    expect_likeness(
        student,
        [up, flat, up, flat],
        [up, up, flat, flat],
        0.25,
        "one pair of four orders its places alike, and in each of the others a map is flat and "
        "counts as 0: the mean is 0.25",
    )


# ------------------------------------------------------------------ three broken listings


def the_line(value, listing: str) -> int:
    """The line that is named for a listing."""
    expect.kind(value, dict, called="a dictionary with the keys A, B and C")
    expect.that(listing in value, f"the dictionary has no key {listing!r}")
    line = value[listing]
    number = isinstance(line, int | float | np.number) and not isinstance(line, bool)
    expect.that(
        number and float(line).is_integer(),
        f"the line of listing {listing} should be one whole number",
    )
    expect.that(
        1 <= line <= LINES, f"listing {listing} has lines 1 to {LINES}, and {line} is none of them"
    )
    return int(line)


@tests("find_bugs")
def a_line_of_each_listing(student, rng):
    value = student.find_bugs().value
    for listing in LISTINGS:
        the_line(value, listing)
