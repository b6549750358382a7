"""What the notebook on networks needs and does not ask for: progress, tables of layers, folders.

Keras is imported when a function is called, so that whoever imports this module need not wait.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pandas as pd

from course_utils.errors import UserMistake
from course_utils.models.between_epochs import never_sleep


def progress(title: str = ""):
    """A Keras callback that says one line after each epoch, on stdout.

    Nothing goes to stderr, and no line is rewritten: the output stays readable when it is saved.
    Before the first epoch it gives back the memory of networks that nobody holds any more, and
    between epochs TensorFlow does not sleep (see `between_epochs`).

    Args:
        title: stands before each line.

    Returns:
        A callback for `model.fit(..., callbacks=[progress()])`.
    """
    from keras.callbacks import LambdaCallback

    never_sleep()
    began: list[float] = []

    def start(logs=None):
        # A trained network lies in reference cycles, some 40 MiB that Python is slow to find.
        gc.collect()
        began[:] = [time.perf_counter()]

    def say(epoch, logs=None):
        known = [
            f"{word} {logs[key]:.3f}"
            for key, word in (
                ("loss", "loss"),
                ("val_loss", "validation loss"),
                ("val_accuracy", "validation score"),
            )
            if key in (logs or {})
        ]
        seconds = f"{time.perf_counter() - began[0]:.0f} s so far"
        print(f"{title}epoch {epoch + 1}:", ", ".join([*known, seconds]), flush=True)

    return LambdaCallback(on_train_begin=start, on_epoch_end=say)


def with_progress(model, title: str = ""):
    """The same model, which from now on says one line an epoch whenever it is fitted.

    For functions that call `fit` themselves and take no callbacks.
    """
    fit = model.fit

    def fit_and_say(*args, callbacks=None, **options):
        return fit(*args, callbacks=[*(callbacks or []), progress(title)], **options)

    model.fit = fit_and_say
    return model


def outputs(model, pictures: np.ndarray, batch: int = 64) -> np.ndarray:
    """What a model gives for each picture, as in a test.

    Unlike `model.predict` it compiles nothing, which for one short call costs time and memory.

    Args:
        model: a built Keras model with (k,) outputs.
        pictures: what it takes, n of them, at least one.
        batch: pictures at a time.

    Returns:
        (n, k) float32.
    """
    starts = range(0, len(pictures), batch)
    parts = [np.asarray(model(pictures[i : i + batch], training=False)) for i in starts]
    return np.concatenate(parts)


def answers(model, pictures: np.ndarray, batch: int = 64) -> np.ndarray:
    """The position of the largest output for each picture, as in a test.

    Args:
        model: a built Keras model with (k,) outputs.
        pictures: what it takes, n of them, at least one.
        batch: pictures at a time.

    Returns:
        (n,) int, 0 to k - 1.
    """
    return outputs(model, pictures, batch).argmax(axis=1)


def reading_network(seed: int):
    """The network that the notebook Reading-the-Network reads, before it has learned anything.

    A chain like that of the notebook before, with names for the layers that are read, and scores
    and softmax in two layers. It has more parameters than `build_cnn` may have.

    Args:
        seed: of the weights that it starts with; equal seeds give equal weights.

    Returns:
        A built Keras model that is not compiled: (n, 48, 48, 1) numbers from 0 to 1 in, (n, 6)
        probabilities out. The layer `last_maps` gives 6 by 6 maps, the layer `scores` the six
        numbers before softmax.
    """
    import keras

    layers = keras.layers
    keras.utils.set_random_seed(seed)
    chain = [
        keras.Input((48, 48, 1)),
        # Light differs from picture to picture and tells nothing.
        layers.LayerNormalization(axis=(1, 2, 3), center=False, scale=False),
        layers.Conv2D(32, 5, strides=2, padding="same", activation="relu"),
        layers.Conv2D(48, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(96, 3, padding="same", activation="relu", name="last_maps"),
        layers.Flatten(),
        layers.Dropout(0.4),
        layers.Dense(96, activation="relu"),
        layers.Dense(6, name="scores"),
        layers.Activation("softmax", name="probabilities"),
    ]
    return keras.models.Sequential(chain, name="reading_network")


def layer_table(model) -> pd.DataFrame:
    """One row a layer, as `model.summary()` prints it.

    Args:
        model: a built Keras model.

    Returns:
        Columns `layer` (its kind), `gives` (shape of one picture's output, as text) and
        `parameters`.

    Raises:
        UserMistake: the model does not know the shape of its input.
    """
    if not model.built or not model.inputs:
        raise UserMistake("the model is not built yet: begin it with `keras.Input((48, 48, 1))`")
    rows = [
        (
            type(layer).__name__,
            " x ".join(str(side) for side in layer.output.shape[1:]),
            layer.count_params(),
        )
        for layer in model.layers
        if type(layer).__name__ != "InputLayer"
    ]
    return pd.DataFrame(rows, columns=["layer", "gives", "parameters"])


def write_folders(
    folder: Path, pictures: np.ndarray, labels: np.ndarray, names: Sequence[str]
) -> None:
    """Write pictures as png files, one folder a label, as face sets are often passed around.

    Args:
        folder: where; made if it is not there.
        pictures: (n, h, w) uint8.
        labels: (n,) positions in `names`.
        names: of the folders.
    """
    for number, (picture, label) in enumerate(zip(pictures, labels, strict=True)):
        place = Path(folder) / names[label]
        place.mkdir(parents=True, exist_ok=True)
        # Not `cv2.imwrite`: on Windows it cannot write to a path with an accent in it.
        (place / f"{number:05d}.png").write_bytes(cv2.imencode(".png", picture)[1].tobytes())
