"""Visible checks and hints of the notebook Reading-the-Network: transfer."""

from __future__ import annotations

import numpy as np

from course_utils.exercises import describe, expect, fixtures, made, tests
from course_utils.exercises.student import Handle

HINTS = {
    "for_backbone": [
        "`cv2.resize(picture, (side, side))` takes one picture; between the pixels it is bilinear "
        "if you say nothing.",
        "Gray levels divided by 127.5 go from 0 to 2. What is missing to go from -1 to 1?",
        "`np.repeat(array[..., None], 3, axis=3)` gives each number three times, on a new axis.",
    ],
    "build_transfer": [
        "`backbone.input_shape` says what the backbone takes; its first number is the batch, which "
        "`keras.Input` does not want. A model can be called on an input as if it were a layer.",
        "`keras.layers.GlobalAveragePooling2D()` takes the mean of each map.",
        "One line freezes a whole model: set its `trainable`.",
    ],
    "learn_from_few": [
        "A frozen backbone gives the same numbers for a picture each time. So compute them once, "
        "and train the head on them alone.",
        "`transfer.features(backbone, pictures)` gives the mean of each map. The pictures are gray "
        "levels from 0 to 255: what does the backbone take?",
        "With few labels, small weights err less: in a logistic regression that is a small `C`.",
    ],
}


#: The most parameters that training may change.
MOST = 2_000_000


def is_model(value) -> dict:
    """What can be said of a student's network; it is built and has a head of a fair size."""
    expect.that(
        isinstance(value, Handle) and describe(value)["kind"] == "model",
        "the answer should be a Keras model: is there a `return`?"
        if value is None
        else "the answer should be a Keras model, such as `keras.Model(pictures, answers)`",
    )
    told = describe(value)
    expect.that(
        told["built"],
        "the network is not built yet: begin it with `keras.Input(...)`, so that each layer knows "
        "its shape",
    )
    expect.that(
        told["trainable_parameters"] <= MOST,
        f"the network has {told['trainable_parameters']:,} parameters that training changes, more "
        f"than {MOST:,}: how many does the head need?",
    )
    return told


# ------------------------------------------------------------------ pictures for a backbone


@tests("for_backbone")
def shape_type_and_ends(student, rng):
    pictures = np.zeros((2, 48, 48), np.uint8)
    pictures[1] = 255
    answer = student.for_backbone(pictures, 60).value
    expect.array(
        answer,
        np.zeros((2, 60, 60, 3)),
        what="for two pictures and a side of 60 the answer",
        dtype="float32",
        reason="the numbers should be finite",
        atol=np.inf,
    )
    expect.that(np.abs(answer[0] + 1).max() < 0.01, "a black picture should become -1 everywhere")
    expect.that(np.abs(answer[1] - 1).max() < 0.01, "a white picture should become 1 everywhere")


@tests("for_backbone")
def one_bright_column(student, rng):
    picture = np.zeros((1, 48, 48), np.uint8)
    picture[:, :, 10] = 255
    answer = student.for_backbone(picture, 96).value
    expect.array(
        answer,
        np.zeros((1, 96, 96, 3)),
        what="for one picture and a side of 96 the answer",
        dtype="float32",
        reason="the numbers should be finite",
        atol=np.inf,
    )
    # Twice as many pixels: each old one becomes two, which lean a quarter to their neighbours.
    wanted = np.array([-1, -0.5, 0.5, 0.5, -0.5, -1])
    expect.that(
        np.abs(answer[0, 50, 18:24, 0] - wanted).max() < 0.01,
        "one bright column among dark ones should fade out on both sides: bilinear resampling",
    )
    expect.that(np.abs(answer - answer[..., :1]).max() < 0.01, "the three colours should be equal")


# ------------------------------------------------------------------ a new head


@tests("build_transfer")
def six_numbers_and_few_to_train(student, rng):
    layers = [
        ("Conv2D", {"filters": 5, "kernel_size": 3, "activation": "relu"}),
        ("BatchNormalization", {}),
    ]
    network = student.build_transfer(
        made(student, fixtures.keras_model(layers, [], (9, 8, 3), True))
    )
    told = is_model(network.value)
    answers = network.value.call(rng.random((4, 9, 8, 3)).astype(np.float32)).numpy().value
    what = "what the network gives for four pictures"
    expect.kind(answers, np.ndarray, called="an array", what=what)
    expect.finite(answers, what=what)
    expect.that(answers.shape[0] == 4 and answers.ndim == 2, f"{what} should have four rows")
    expect.that(answers.shape[1] == 6, f"{what} should have six columns")
    expect.array(
        answers.sum(axis=1),
        np.ones(4),
        what="the sum of a picture's six numbers",
        reason="the six numbers of a picture should sum to 1: which activation does that?",
        atol=1e-3,
    )
    expect.that(
        told["trainable_parameters"] > 0, "nothing can be trained: the head should not be frozen"
    )
    frozen = told["parameters"] - told["trainable_parameters"]
    expect.that(
        frozen >= 3 * 3 * 3 * 5 + 5 + 4 * 5,
        "some weights of the backbone would be trained: is it frozen as a whole?",
    )


# ------------------------------------------------------------------ much from few labels


@tests("learn_from_few")
def six_probabilities_for_each_picture(student, rng):
    labels = np.arange(36) % 6
    pictures = (rng.integers(0, 60, size=(36, 48, 48)) + 30 * labels[:, None, None]).astype(
        np.uint8
    )
    model = student.learn_from_few(pictures, labels).value
    expect.that(isinstance(model, Handle), "a trained model with a method `predict` should be back")
    answers = model.predict(pictures[:5]).value
    what = "what `predict` gives for five pictures"
    expect.kind(answers, np.ndarray, called="a numpy array", what=what)
    expect.that(
        answers.shape == (5, 6),
        f"{what} should have shape (5, 6), but its shape is {answers.shape}",
    )
    expect.finite(answers, what=what)
    expect.array(
        answers.sum(axis=1),
        np.ones(5),
        what="the sum of a picture's six numbers",
        reason="the six numbers of a picture should sum to 1",
        atol=1e-3,
    )
