"""Hidden tests of the notebook Reading-the-Network: where a network looks, and broken listings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.signal import convolve2d, correlate2d
from scipy.stats import spearmanr

from course_utils.checks.network_looking import LISTINGS, the_line
from course_utils.exercises import expect, fixtures, made, tests
from course_utils.exercises.student import Handle

# ------------------------------------------------------------------ Grad-CAM

#: Maps of the first and of the last convolution, and their strides down and to the right.
FIRST, LAST = 4, 5
STRIDES = (5, 4)


@dataclass(frozen=True)
class Eye:
    """A network of two convolutions and one dense layer, without anything bent in between.

    Its maps and slopes are sums of products, so SciPy and numpy know them without TensorFlow.

    Attributes:
        first: (5, 4, 1, FIRST) kernels of the layer `first_maps`.
        last: (2, 3, FIRST, LAST) kernels of the layer `last_maps`.
        dense: (h, w, LAST, 6) weights of the six scores.
        one_layer: whether the softmax is the activation of the last dense layer.
    """

    first: np.ndarray
    last: np.ndarray
    dense: np.ndarray
    one_layer: bool = False

    @classmethod
    def draw(cls, rng, one_layer: bool = False) -> Eye:
        """An eye whose maps have both signs, and so have the weights of each label."""
        first = balanced(rng.normal(size=(5, 4, 1, FIRST)))
        last = rng.normal(size=(2, 3, FIRST, LAST))
        signs = np.stack([rng.permutation([-1, -1, 1, 1, 1]) for _ in range(6)], axis=1)
        means = signs * rng.uniform(0.5, 1.0, size=(LAST, 6))
        dense = means + rng.normal(0, 0.8, size=(*last_sides(), LAST, 6))
        return cls(first, last, dense, one_layer)

    @classmethod
    def of_one_sign(cls, rng, sign: float) -> Eye:
        """An eye with maps above zero, for which each place speaks for (1) or against (-1)."""
        first = rng.uniform(0.1, 0.5, size=(5, 4, 1, FIRST))
        last = rng.uniform(0.1, 0.5, size=(2, 3, FIRST, LAST))
        return cls(first, last, sign * rng.uniform(0.1, 1.0, size=(*last_sides(), LAST, 6)))

    def model(self, student) -> Handle:
        """The network on the student's side."""
        layers = [
            ("Conv2D", conv("first_maps", self.first, STRIDES)),
            ("Conv2D", conv("last_maps", self.last, (1, 1))),
            ("Flatten", {"name": "row"}),
        ]
        weights = [self.first, self.last, self.dense.reshape(-1, 6)]
        if self.one_layer:
            end = {"units": 6, "use_bias": False, "activation": "softmax", "name": "answers"}
            layers += [("Dense", end)]
        else:
            layers += [("Dense", {"units": 6, "use_bias": False, "name": "scores"})]
            layers += [("Activation", {"activation": "softmax"})]
        return made(student, fixtures.keras_model(layers, weights, (48, 48, 1)))

    def maps(self, picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What the two convolutions give: (h, w, FIRST) and (h, w, LAST)."""
        first = slid(picture, self.first)[:: STRIDES[0], :: STRIDES[1]]
        return first, slid(first, self.last)

    def likely(self, picture: np.ndarray) -> np.ndarray:
        """The labels from the most probable to the least."""
        return np.argsort(-np.einsum("ijc,ijck->k", self.maps(picture)[1], self.dense))

    def heat(self, picture: np.ndarray, label: int, layer: str = "last_maps") -> np.ndarray:
        """The right answer: (h, w), from 0 to 1."""
        first, last = self.maps(picture)
        slopes, maps = self.dense[..., label], last
        if layer == "first_maps":
            # What a number of the first maps adds to the score, over all windows that hold it.
            slopes = np.stack(
                [
                    sum(convolve2d(slopes[..., c], self.last[:, :, m, c]) for c in range(LAST))
                    for m in range(FIRST)
                ],
                axis=-1,
            )
            maps = first
        heat = np.maximum(np.tensordot(maps, slopes.mean(axis=(0, 1)), axes=1), 0)
        return heat / heat.max() if heat.any() else heat


def balanced(kernels: np.ndarray) -> np.ndarray:
    """Kernels that sum to zero, so that no map has one sign only."""
    return kernels - kernels.mean(axis=(0, 1), keepdims=True)


def conv(name: str, kernels: np.ndarray, strides: tuple[int, int]) -> dict:
    return {
        "filters": kernels.shape[-1],
        "kernel_size": list(kernels.shape[:2]),
        "strides": list(strides),
        "use_bias": False,
        "name": name,
    }


def last_sides() -> tuple[int, int]:
    """Height and width of `last_maps` for a picture of 48 by 48."""
    first = [(48 - side) // step + 1 for side, step in zip((5, 4), STRIDES, strict=True)]
    return first[0] - 1, first[1] - 2


def slid(stack: np.ndarray, kernels: np.ndarray) -> np.ndarray:
    """A convolution of Keras with stride 1 and without padding, by SciPy."""
    return np.stack(
        [
            sum(correlate2d(stack[..., m], kernels[:, :, m, c], "valid") for m in range(k))
            for k in [stack.shape[-1]]
            for c in range(kernels.shape[-1])
        ],
        axis=-1,
    )


def drawn_picture(rng) -> np.ndarray:
    return rng.random((48, 48, 1)).astype(np.float32)


def expect_heat(value, right: np.ndarray, *, reason: str) -> None:
    """Expect an array like `right`; each way to be no such array has a reason of its own."""
    expect.kind(value, np.ndarray, called="a numpy array")
    expect.that(
        value.shape == right.shape,
        f"the maps of this layer have the shape {right.shape}, and so should the answer, but its "
        f"shape is {value.shape}",
    )
    expect.finite(value)
    expect.that(
        value.min() >= -1e-4 and value.max() <= 1 + 1e-4,
        f"the numbers should go from 0 to 1, but they go from {value.min():.2g} to "
        f"{value.max():.2g}",
    )
    expect.array(value, right, reason=reason, atol=1e-4)


@tests("grad_cam")
def the_maps_by_their_mean_slopes(student, rng):
    for _ in range(2):
        eye, picture = Eye.draw(rng), drawn_picture(rng)
        label = eye.likely(picture)[0]
        expect_heat(
            student.grad_cam(eye.model(student), "last_maps", picture, int(label)).value,
            eye.heat(picture, label),
            reason="these are not the maps, each times the mean of its slopes, summed up: look at "
            "which axes each mean and each sum runs over, and at what becomes zero, and when",
        )


@tests("grad_cam")
def for_the_label_that_is_asked_for(student, rng):
    eye, picture = Eye.draw(rng), drawn_picture(rng)
    model = eye.model(student)
    for label in rng.permutation(eye.likely(picture)[1:])[:3]:
        expect_heat(
            student.grad_cam(model, "last_maps", picture, int(label)).value,
            eye.heat(picture, label),
            reason="for a label that is not the network's answer the numbers are not right: the "
            "score of `label` is asked for, whichever label is the most probable",
        )


@tests("grad_cam")
def in_the_layer_that_is_named(student, rng):
    eye, picture = Eye.draw(rng), drawn_picture(rng)
    label = eye.likely(picture)[0]
    expect_heat(
        student.grad_cam(eye.model(student), "first_maps", picture, int(label)).value,
        eye.heat(picture, label, "first_maps"),
        reason="for a layer that is not the last convolution the numbers are not right",
    )


@tests("grad_cam")
def the_largest_is_one_and_the_smallest_stays_in_place(student, rng):
    # Each place speaks for the label, some more than others: nothing is below zero.
    eye, picture = Eye.of_one_sign(rng, 1), drawn_picture(rng)
    label = eye.likely(picture)[0]
    expect_heat(
        student.grad_cam(eye.model(student), "last_maps", picture, int(label)).value,
        eye.heat(picture, label),
        reason="where all places speak for the label, the largest number should become 1 and the "
        "others keep their share of it",
    )


@tests("grad_cam")
def nothing_speaks_for_the_label(student, rng):
    against, blind = Eye.of_one_sign(rng, -1), Eye.of_one_sign(rng, 1)
    blind = Eye(0 * blind.first, blind.last, blind.dense)
    for eye, case in ((against, "each place speaks against the label"), (blind, "all maps are 0")):
        picture, label = drawn_picture(rng), int(rng.integers(6))
        expect_heat(
            student.grad_cam(eye.model(student), "last_maps", picture, label).value,
            eye.heat(picture, label),
            reason=f"where {case}, all numbers of the answer should be 0",
        )


@tests("grad_cam")
def softmax_within_the_last_layer(student, rng):
    eye, picture = Eye.draw(rng, one_layer=True), drawn_picture(rng)
    label = eye.likely(picture)[1]
    expect_heat(
        student.grad_cam(eye.model(student), "last_maps", picture, int(label)).value,
        eye.heat(picture, label),
        reason="where the softmax is the activation of the last `Dense` layer, the numbers are not "
        "right: the score is what comes before the softmax",
    )


# ------------------------------------------------------------------ how alike two stacks are


def likeness(first: np.ndarray, second: np.ndarray) -> float:
    """The oracle of each pair is SciPy; a map of equal numbers counts as 0."""
    each = [
        0.0 if len(set(a.flat)) == 1 or len(set(b.flat)) == 1 else spearmanr(a, b, axis=None)[0]
        for a, b in zip(first, second, strict=True)
    ]
    return float(np.mean(each))


def related(rng, n: int, h: int, w: int, share: float, apart: float = 5.0):
    """Two stacks of n maps, the second a `share` of the first and otherwise its own.

    Each map has a brightness of its own, `apart` from the others, so that all pairs in one row
    would be another thing.
    """
    first = rng.normal(size=(n, h, w))
    second = share * first + rng.normal(size=(n, h, w))
    return tuple(stack + apart * rng.normal(size=(n, 1, 1)) for stack in (first, second))


def expect_likeness(student, first, second, *, reason: str) -> None:
    answer = student.map_likeness(first, second).value
    expect.number(answer, likeness(first, second), reason=reason, atol=1e-6)


@tests("map_likeness")
def the_mean_over_the_pairs(student, rng):
    for n, h, w in ((5, 6, 7), (2, 4, 9)):
        expect_likeness(
            student,
            *related(rng, n, h, w, 0.7),
            reason="this is not the mean of the pairs' rank correlations: take one pair after the "
            "other, each map as one row of numbers",
        )


@tests("map_likeness")
def the_order_counts_and_not_the_size(student, rng):
    first, second = related(rng, 4, 6, 6, 0.9)
    expect_likeness(
        student,
        np.exp(2 * first),
        np.exp(2 * second),
        reason="where some numbers are a thousand times as large as others, the answer is not "
        "right: only the order of the places should count",
    )


@tests("map_likeness")
def equal_numbers_share_their_ranks(student, rng):
    # As after ReLU: about half of the places are zero, and others are equal too.
    pairs = related(rng, 4, 6, 6, 1.5, apart=0)
    expect_likeness(
        student,
        *(np.maximum(np.round(maps, 1), 0) for maps in pairs),
        reason="where a map holds equal numbers, the answer is not right: they share the mean of "
        "their ranks",
    )


@tests("map_likeness")
def other_way_round_is_below_zero(student, rng):
    first, second = related(rng, 3, 5, 8, 0.8)
    expect_likeness(
        student, first, -second, reason="where the order is turned round, the answer is below zero"
    )


@tests("map_likeness")
def a_map_of_equal_numbers_counts_as_zero(student, rng):
    first, second = related(rng, 6, 5, 5, 1.5)
    first[1], second[2], first[4], second[4] = 0.0, 0.25, 0.0, 0.0
    reason = (
        "where all numbers of a map are equal, the answer is not right: that pair counts as 0, and "
        "it is one of the n pairs"
    )
    expect_likeness(student, first, second, reason=reason)
    expect_likeness(student, np.zeros_like(first), second, reason=reason)


@tests("map_likeness")
def both_stacks_are_left_alone(student, rng):
    first, second = related(rng, 3, 4, 5, 0.6)
    answer = student.map_likeness(first, second)
    expect.unchanged(answer.arguments[0], first, what="the first stack")
    expect.unchanged(answer.arguments[1], second, what="the second stack")
    expect.number(
        answer.value,
        likeness(first, second),
        reason="this is not the mean of the pairs' rank correlations",
        atol=1e-6,
    )


# ------------------------------------------------------------------ three broken listings

#: The lines that belong to the bug of each listing: whoever names one of them has found it.
BUGS = {"A": {10}, "B": {11, 12, 13, 14, 15}, "C": {10, 11}}


def expect_bug(student, listing: str, where_to_look: str) -> None:
    line = the_line(student.find_bugs().value, listing)
    expect.that(
        line in BUGS[listing],
        f"listing {listing}: line {line} does what it should. {where_to_look}",
    )


@tests("find_bugs")
def the_bug_of_listing_a(student, rng):
    expect_bug(student, LISTINGS[0], "After each line, ask which weights can still be trained.")


@tests("find_bugs")
def the_bug_of_listing_b(student, rng):
    expect_bug(
        student,
        LISTINGS[1],
        "Ask of each line which pictures it uses, and what it learns from them.",
    )


@tests("find_bugs")
def the_bug_of_listing_c(student, rng):
    expect_bug(
        student, LISTINGS[2], "Follow one picture through the network: what is it after each line?"
    )
