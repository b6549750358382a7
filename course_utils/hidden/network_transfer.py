"""Hidden tests of the notebook Reading-the-Network: transfer from one network to another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
import scipy.stats
from sklearn.metrics import accuracy_score

from course_utils.checks.network_transfer import is_model
from course_utils.exercises import expect, fixtures, made, tests
from course_utils.exercises.student import Handle
from course_utils.faces.hidden import hidden_faces
from course_utils.hidden.network_models import six_probabilities

#: How many hidden faces are learned from, and on how many others the answers are scored.
NFEW, NJUDGE = 180, 600
#: How far the score must lie above the majority baseline on the same faces.
FEW_MARGIN = 0.32


# ------------------------------------------------------------------ pictures for a backbone


def enlarged(pictures: np.ndarray, side: int) -> np.ndarray:
    """The oracle is OpenCV, on floating numbers: nothing is rounded."""
    large = [cv2.resize(picture.astype(np.float32), (side, side)) for picture in pictures]
    return np.repeat(np.stack(large)[..., None] / 127.5 - 1, 3, axis=3)


def random_pictures(rng, n: int) -> np.ndarray:
    return rng.integers(0, 256, size=(n, 48, 48)).astype(np.uint8)


def compared(answer, pictures: np.ndarray, side: int, reason: str) -> None:
    """Type and shape, then each number against the oracle."""
    wanted = enlarged(pictures, side)
    expect.array(answer, wanted, dtype="float32", reason=reason, atol=0.01)


@tests("for_backbone")
def shape_and_type(student, rng):
    side = int(rng.integers(60, 110))
    grays = rng.choice(np.arange(20, 236), size=3, replace=False)
    pictures = np.repeat(grays, 48 * 48).reshape(3, 48, 48).astype(np.uint8)
    compared(
        student.for_backbone(pictures, side).value,
        pictures,
        side,
        "pictures of one gray level should become pictures of one number: gray level 0 is -1, "
        "255 is 1, and what lies between lies between",
    )


@tests("for_backbone")
def black_is_minus_one_and_white_is_one(student, rng):
    ramp = np.tile(np.linspace(0, 255, 48).round(), (48, 1)).astype(np.uint8)
    pictures = np.stack([np.zeros((48, 48), np.uint8), np.full((48, 48), 255, np.uint8), ramp])
    pictures = pictures[rng.permutation(3)]
    compared(
        student.for_backbone(pictures, 48).value,
        pictures,
        48,
        "with a side of 48 each gray level should become one number: 0 becomes -1, 255 becomes 1, "
        "whatever else is in the picture",
    )


@tests("for_backbone")
def bilinear_between_the_pixels(student, rng):
    for side in (96, int(rng.integers(100, 180))):
        pictures = random_pictures(rng, 2)
        compared(
            student.for_backbone(pictures, side).value,
            pictures,
            side,
            f"48 pixels became {side}, but the numbers between the pixels are not those of "
            "bilinear resampling: which way of resizing did you take?",
        )


@tests("for_backbone")
def three_equal_colours(student, rng):
    pictures = random_pictures(rng, 4)
    reason = "with a side of 48 each of the three colours should hold the same picture"
    compared(student.for_backbone(pictures, 48).value, pictures, 48, reason)


@tests("for_backbone")
def the_pictures_are_left_alone(student, rng):
    pictures, side = random_pictures(rng, 2), 64
    answer = student.for_backbone(pictures, side)
    expect.unchanged(answer.arguments[0], pictures, what="the array of pictures")
    compared(answer.value, pictures, side, "the numbers are not those of the enlarged pictures")


# ------------------------------------------------------------------ a new head


@dataclass(frozen=True)
class Backbone:
    """A backbone whose maps are sums of products of the colours, place by place.

    Its normalisation expects other means and spreads than the pictures of the tests have, so they
    move when it trains.

    Attributes:
        shape: of a picture, (h, w, colours).
        arrays: its weights, in the order of `set_weights`.
    """

    shape: tuple[int, int, int]
    arrays: list[np.ndarray]

    @classmethod
    def draw(cls, rng, colours: int = 3) -> Backbone:
        h, w, _ = _some_sides(rng)
        maps = int(rng.integers(8, 13))
        arrays = [
            rng.normal(size=(1, 1, colours, maps)),
            rng.normal(0, 0.3, size=maps),
            rng.uniform(0.8, 1.2, size=maps),
            rng.normal(0, 0.3, size=maps),
            rng.normal(0, 0.5, size=maps),
            rng.uniform(0.5, 1.5, size=maps),
        ]
        return cls((h, w, colours), [array.astype(np.float32) for array in arrays])

    def model(self, student) -> Handle:
        layers = [
            ("Conv2D", {"filters": self.arrays[0].shape[-1], "kernel_size": 1}),
            ("BatchNormalization", {"momentum": 0.9}),
            ("Dropout", {"rate": 0.1}),
        ]
        return made(student, fixtures.keras_model(layers, self.arrays, self.shape, True))

    def pictures(self, rng, n: int) -> np.ndarray:
        return rng.normal(size=(n, *self.shape)).astype(np.float32)

    def missing_in(self, weights: list) -> list[int]:
        """Places in `arrays` of those that are not among a model's weights."""
        there = [w for w in weights if isinstance(w, np.ndarray)]
        return [
            place
            for place, array in enumerate(self.arrays)
            if not any(w.shape == array.shape and np.array_equal(w, array) for w in there)
        ]


@dataclass(frozen=True)
class PlainBackbone:
    """A backbone of one convolution of 1 by 1 with ReLU: its maps can be worked out by hand.

    Attributes:
        shape: of a picture, (h, w, colours).
        arrays: kernel (1, 1, colours, maps) and constants (maps,).
    """

    shape: tuple[int, int, int]
    arrays: list[np.ndarray]

    @classmethod
    def near_sighted(cls, rng) -> PlainBackbone:
        """One that sees of each colour what is above 1 (one map) and below -1 (another)."""
        both = np.concatenate([np.eye(3), -np.eye(3)], axis=1)
        return cls(_some_sides(rng), [both[None, None].astype(np.float32), -np.ones(6, np.float32)])

    @classmethod
    def growing(cls, rng) -> PlainBackbone:
        """One whose maps are all larger where all colours are."""
        kernel = rng.uniform(0.2, 0.6, size=(1, 1, 3, 8)).astype(np.float32)
        return cls(_some_sides(rng), [kernel, np.zeros(8, np.float32)])

    def model(self, student) -> Handle:
        convolution = {"filters": len(self.arrays[1]), "kernel_size": 1, "activation": "relu"}
        layers = [("Conv2D", convolution)]
        return made(student, fixtures.keras_model(layers, self.arrays, self.shape, True))


def _some_sides(rng) -> tuple[int, int, int]:
    h, w = (int(n) for n in rng.choice(np.arange(5, 10), size=2, replace=False))
    return h, w, 3


def with_another_head(network: Handle, backbone: PlainBackbone, rng) -> None:
    """Give the head weights of our own: it may have been made with zeros, which say nothing."""
    ours = {array.tobytes() for array in backbone.arrays}
    weights = [
        rng.normal(0, np.prod(w.shape[:-1]) ** -0.5, size=w.shape).astype(np.float32)
        if w.ndim > 1 and w.tobytes() not in ours
        else w
        for w in network.get_weights().value
    ]
    network.set_weights(weights)


#: From this place on a backbone's arrays are those of its normalisation.
NORMALISATION = 2


def the_network(student, backbone: Backbone | PlainBackbone) -> tuple[Handle, Handle]:
    """The student's network on the backbone, and the backbone as it stands on her side."""
    given = backbone.model(student)
    network = student.build_transfer(given).value
    is_model(network)
    return network, given


def answers_of(network: Handle, pictures: np.ndarray) -> np.ndarray:
    """(n, 6) numbers, or the reason why not."""
    what, wanted = "what the network gives", (len(pictures), 6)
    answers = network.call(pictures, training=False).numpy().value
    expect.kind(answers, np.ndarray, called="an array", what=what)
    expect.that(
        answers.shape == wanted,
        f"{what} should have shape {wanted}, six numbers a picture, but its shape is "
        f"{answers.shape}",
    )
    expect.finite(answers, what=what)
    return answers


def probabilities_of(network: Handle, pictures: np.ndarray) -> None:
    """Expect that each picture's six numbers are probabilities."""
    answers = answers_of(network, pictures)
    expect.that(
        answers.min() >= 0 and np.abs(answers.sum(axis=1) - 1).max() < 1e-3,
        "the six numbers of a picture should be probabilities, from 0 to 1 and with the sum 1: "
        "look at the last activation",
    )


def trained(network: Handle, x: np.ndarray, y: np.ndarray, epochs: int) -> None:
    optimizer = {"class_name": "Adam", "config": {"learning_rate": 0.03}}
    network.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy")
    network.fit(x, y, epochs=epochs, batch_size=len(x), verbose=0)


@tests("build_transfer")
def six_probabilities_for_any_backbone(student, rng):
    for colours in (1, 3):
        backbone = Backbone.draw(rng, colours)
        network, _ = the_network(student, backbone)
        probabilities_of(network, 3 * backbone.pictures(rng, 7))


@tests("build_transfer")
def the_head_learns(student, rng):
    # Six sorts of pictures: much or little of one colour.
    backbone = Backbone.draw(rng)
    network, _ = the_network(student, backbone)
    labels = np.repeat(np.arange(6), 12)
    colours = 2 * np.concatenate([np.eye(3), -np.eye(3)])[labels]
    pictures = 0.3 * backbone.pictures(rng, len(labels)) + colours[:, None, None].astype(np.float32)
    probabilities_of(network, pictures)
    trained(network, pictures, labels, epochs=60)
    sure = answers_of(network, pictures)[np.arange(len(labels)), labels].mean()
    expect.that(
        sure > 0.5,
        "trained on six easy sorts of pictures, the network gives the right label a probability "
        f"of {sure:.2f} on average: can its head be trained, and is there one softmax only?",
    )


@tests("build_transfer")
def training_changes_the_head_alone(student, rng):
    backbone = Backbone.draw(rng)
    network, given = the_network(student, backbone)
    expect.that(
        not backbone.missing_in(given.get_weights().value),
        "the weights of the backbone should be left as they are, but they were changed",
    )
    before = network.get_weights().value
    expect.that(
        not backbone.missing_in(before),
        "the weights of the backbone are not in your network: do the pictures go through it?",
    )
    trained(network, backbone.pictures(rng, 24), rng.integers(0, 6, size=24), epochs=3)
    after = network.get_weights().value
    moved = backbone.missing_in(after)
    expect.that(
        not moved or min(moved) >= NORMALISATION,
        "training changes the kernels of the backbone: it should be frozen",
    )
    expect.that(
        not moved,
        "training changes the backbone's normalisation, its scales or its running means: freeze "
        "the backbone as a whole",
    )
    expect.that(
        any(not np.array_equal(a, b) for a, b in zip(before, after, strict=True)),
        "training changes nothing at all: the head should not be frozen",
    )


@tests("build_transfer")
def the_maps_are_pooled(student, rng):
    backbone = Backbone.draw(rng)
    network, _ = the_network(student, backbone)
    h, w, colours = backbone.shape
    pictures = backbone.pictures(rng, 4)
    shuffled = pictures.reshape(4, h * w, colours)[:, rng.permutation(h * w)]
    level = np.broadcast_to(pictures.mean(axis=(1, 2), keepdims=True), pictures.shape)
    first, other, same_means = (
        answers_of(network, np.ascontiguousarray(x))
        for x in (pictures, shuffled.reshape(pictures.shape), level)
    )
    # Who flattens sees where something is. Who does not, should see the means and nothing else.
    expect.that(
        np.abs(first - other).max() > 1e-4 or np.abs(first - same_means).max() < 1e-3,
        "the answers do not depend on the places of the maps, yet on something else than their "
        "means: pool by the mean over height and width, or flatten",
    )
    rolled = [answers_of(network, np.roll(pictures, 1, axis=axis)) for axis in (1, 2)]
    expect.that(
        np.abs(first - other).max() <= 1e-4
        or min(np.abs(first - one).max() for one in rolled) > 1e-4,
        "the answers do not depend on the order of the rows of the maps, or of their columns, yet "
        "they do on the other one: the mean runs over height and width",
    )
    each_place_counts(student, rng)


def each_place_counts(student, rng) -> None:
    """On maps like a chessboard, a dark square that grows and stays dark moves the answers.

    Whoever keeps the largest number of some places sees the bright squares alone.
    """
    backbone = PlainBackbone.growing(rng)
    network, _ = the_network(student, backbone)
    h, w, _ = backbone.shape
    bright = np.add.outer(np.arange(h), np.arange(w)) % 2 == 1
    board = (1.0 + bright[..., None] + rng.uniform(0, 0.2, size=backbone.shape)).astype(np.float32)
    dark = np.argwhere(~bright)
    boards = np.repeat(board[None], len(dark) + 1, axis=0)
    for changed, (row, column) in zip(boards[1:], dark, strict=True):
        changed[row, column] += 0.3
    moved = np.zeros(len(dark), bool)
    for _ in range(3):  # by chance, one head may be blind where another one sees
        with_another_head(network, backbone, rng)
        answers = answers_of(network, boards)
        moved |= np.abs(answers[1:] - answers[0]).max(axis=1) > 1e-4
    expect.that(
        moved.all(),
        f"{np.sum(~moved)} of {h * w} places of the maps play no part in the answers: pool by the "
        "mean over height and width, or flatten",
    )


@tests("build_transfer")
def pictures_go_in_as_they_are(student, rng):
    backbone = PlainBackbone.near_sighted(rng)
    network, _ = the_network(student, backbone)
    with_another_head(network, backbone, rng)
    unseen = rng.uniform(-0.95, 0.95, size=(6, *backbone.shape)).astype(np.float32)
    seen = np.zeros((6, *backbone.shape), np.float32)
    seen[range(6), :, :, [0, 1, 2, 0, 1, 2]] = np.repeat([3, -3], 3)[:, None, None]
    # Six pictures that the backbone cannot tell apart, and six that it can.
    spread = [np.ptp(answers_of(network, pictures), axis=0).max() for pictures in (unseen, seen)]
    expect.that(
        spread[0] < 1e-4 and spread[1] > 1e-3,
        "the pictures should go into the backbone as they are, and the head should see nothing "
        "else: here it "
        + (
            "tells pictures apart of which the backbone makes the same maps"
            if spread[0] >= 1e-4
            else "cannot tell pictures apart of which the backbone makes other maps"
        ),
    )


# ------------------------------------------------------------------ much from few labels


@lru_cache(maxsize=8)
def _drawn(secret: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Pictures and their six labels; drawing takes seconds, so the last ones are kept."""
    faces = hidden_faces(secret, NFEW + NJUDGE, "learn_from_few")
    return faces.pixels, np.where(faces.emotion > 1, faces.emotion.astype(int) - 1, 0)


@tests("learn_from_few")
def better_than_without_a_past(student, rng):
    pictures, labels = _drawn(rng.bytes(32))
    model = student.learn_from_few(pictures[:NFEW].copy(), labels[:NFEW].copy()).value
    judged = labels[NFEW:]
    shares = six_probabilities(model, pictures[NFEW:].copy())
    score = accuracy_score(judged, shares.argmax(axis=1))
    majority = float(np.mean(judged == scipy.stats.mode(labels[:NFEW]).mode))
    expect.that(
        score >= majority + FEW_MARGIN,
        f"on {NJUDGE} hidden faces your model's score is {score:.3f} and the majority baseline's "
        f"{majority:.3f}: it should be better by at least {FEW_MARGIN:.2f}",
    )
