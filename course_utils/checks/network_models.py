"""Visible checks and hints of the assignment NeuralNetwork: networks, augmentation, training."""

from __future__ import annotations

import numpy as np

from course_utils.exercises import describe, expect, fixtures, made, read, tests
from course_utils.exercises.student import Handle

HINTS = {
    "build_cnn": [
        "`keras.Sequential([...])` takes a list; its first item is `keras.Input((48, 48, 1))`.",
        "Between the last `MaxPooling2D` and the first `Dense` the picture must become a row of "
        "numbers: `Flatten` or `GlobalAveragePooling2D`.",
        "Too many parameters? Nearly all of them stand in the first `Dense` after `Flatten`. Pool "
        "once more before it.",
    ],
    "build_augmentation": [
        "The layers are called `keras.layers.RandomFlip`, `RandomShear`, `RandomZoom` and so on. "
        "They know by themselves whether there is training.",
        '`RandomFlip("horizontal")` mirrors left to right. `RandomZoom(0.1)` zooms by a tenth.',
        '`fill_mode="nearest"` fills the edge that becomes free with the gray beside it.',
    ],
    "train_cnn": [
        "Three steps: `model.compile(...)`, `model.fit(...)`, and `return` its `.history`.",
        "`validation_data=(x_validation, y_validation)` tells `fit` what to judge on.",
        "`keras.callbacks.EarlyStopping` has arguments for the patience and for going back to the "
        "best weights.",
    ],
    "train_network": [
        "Begin with a small network, Adam, some ten epochs. `keras.layers.Rescaling` "
        "inside the model divides by 255, so that `predict` takes the pictures as they are.",
        "Light differs from picture to picture. What if each picture had the same mean and spread "
        "before the first convolution?",
        "Where will it land? Train on some 600 pictures of Training, score on 600 others, do it "
        "again with other pictures. How far apart are the scores?",
    ],
}


def is_model(value, what: str = "the answer") -> dict:
    """What can be said of a student's model."""
    expect.that(
        isinstance(value, Handle) and describe(value)["kind"] == "model",
        f"{what} should be a Keras model: is there a `return`?",
    )
    told = describe(value)
    expect.that(
        told["built"], f"{what} does not know the shape of its input yet: use `keras.Input`"
    )
    return told


# ------------------------------------------------------------------ build the network


@tests("build_cnn")
def pictures_in_and_six_numbers_out(student, rng):
    model = student.build_cnn().value
    told = is_model(model)
    expect.that(
        told["input_shape"] == [None, 48, 48, 1], "the input should be of shape (48, 48, 1)"
    )
    expect.that(told["output_shape"] == [None, 6], "there should be six numbers for each picture")
    answers = model.predict(rng.random((3, 48, 48, 1)).astype(np.float32), verbose=0).value
    expect.finite(answers, what="what the network answers")
    expect.array(
        answers.sum(axis=1),
        np.ones(3),
        what="the sum of a picture's six numbers",
        reason="the six numbers of a picture should sum to 1: which activation does that?",
        atol=1e-4,
    )


@tests("build_cnn")
def layers_and_parameters(student, rng):
    told = is_model(student.build_cnn().value)
    kinds = [layer["type"] for layer in told["layers"]]
    expect.that(kinds.count("Conv2D") >= 2, "there should be two `Conv2D` layers or more")
    for kind in ("MaxPooling2D", "Dropout", "Dense"):
        expect.that(kind in kinds, f"there should be a layer `{kind}`")
    ends = [
        layer["type"] == "Softmax" or layer["activation"] == "softmax" for layer in told["layers"]
    ]
    expect.that(sum(ends) <= 1, "there is more than one softmax")
    expect.that(
        told["parameters"] <= 400_000,
        f"{told['parameters']:,} parameters are more than 400,000: see `model.summary()`",
    )


# ------------------------------------------------------------------ augmentation


@tests("build_augmentation")
def a_test_stays_and_training_changes(student, rng):
    model = student.build_augmentation(1).value
    told = is_model(model)
    expect.that(
        told["input_shape"] == [None, 48, 48, 1] == told["output_shape"],
        "pictures of shape (48, 48, 1) should go in and come out",
    )
    pictures = np.zeros((20, 48, 48, 1), np.float32)
    pictures[:, 10:20, 5:15] = 1
    same = model.call(pictures, training=False).numpy().value
    expect.array(
        same,
        pictures,
        what="what comes out with `training=False`",
        reason="with `training=False` a picture should come out as it went in",
        atol=1e-5,
    )
    changed = model.call(pictures, training=True).numpy().value
    expect.that(
        not np.allclose(changed, pictures),
        "with `training=True` nothing changes: are there layers?",
    )


@tests("build_augmentation")
def some_are_mirrored(student, rng):
    model = student.build_augmentation(2).value
    is_model(model)
    pictures = np.zeros((60, 48, 48, 1), np.float32)
    pictures[:, :, :24] = 1
    out = model.call(pictures, training=True).numpy().value
    right = out[:, :, 24:].mean(axis=(1, 2, 3)) > out[:, :, :24].mean(axis=(1, 2, 3))
    expect.that(
        5 < right.sum() < 55,
        f"of 60 pictures with a bright left half, {right.sum()} come out with a bright right half; "
        "it should be about half of them",
    )


# ------------------------------------------------------------------ compile and train


@tests("train_cnn")
def two_groups_of_points(student, rng):
    layers = [("Dense", {"units": 2, "activation": "softmax"})]
    model = made(student, fixtures.keras_model(layers, [np.zeros((2, 2)), np.zeros(2)], (2,)))
    labels = np.arange(64) % 2
    x = (np.stack([4.0 * labels - 2, np.ones(64)], axis=1) + 0.3 * rng.normal(size=(64, 2))).astype(
        np.float32
    )
    y = np.eye(2, dtype=np.float32)[labels]
    history = student.train_cnn(model, x, y, x, y, 3, 0.002).value
    expect.kind(history, dict, called="a dictionary: the `history` of what `fit` gives back")
    for key in ("loss", "accuracy", "val_loss", "val_accuracy"):
        expect.that(key in history, f"the history should have the key `{key}`")
        expect.that(
            len(history[key]) <= 3, "there should be no more epochs than `epochs` says (here 3)"
        )
    expect.that(
        history["loss"][-1] < history["loss"][0],
        "the loss does not go down: is the model that was given the one that is trained?",
    )
    told = describe(model)
    expect.that(told["optimizer"] == "Adam", "the optimizer should be Adam")
    rate = float(read(read(model.optimizer).learning_rate).numpy().value)
    expect.that(abs(rate - 0.002) < 1e-5, "Adam's learning rate should be the `rate` that is given")


# ------------------------------------------------------------------ your network


@tests("train_network")
def a_model_and_an_interval(student, rng):
    labels = np.arange(48) % 6
    pictures = (rng.integers(0, 60, size=(48, 48, 48)) + 30 * labels[:, None, None]).astype(
        np.uint8
    )
    answer = student.train_network(pictures, labels).value
    expect.that(
        isinstance(answer, tuple | list) and len(answer) == 3,
        "three things should come back: `return model, low, high`",
    )
    model, low, high = answer
    expect.that(isinstance(model, Handle), "the first thing should be a trained model")
    for end, what in ((low, "`low`"), (high, "`high`")):
        expect.that(
            isinstance(end, int | float | np.number) and 0 <= end <= 1,
            f"{what} should be one number from 0 to 1",
        )
    expect.that(0 < high - low <= 0.1201, "`high` should be above `low`, by 0.12 at most")
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
