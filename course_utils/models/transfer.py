"""Backbones: networks without their top, which have seen other pictures before.

What each takes, and what its authors prepared (`keras.applications` calls that `preprocess_input`);
what a network needs beyond its row is inside the model:

| name | pictures | numbers | maps | preparation of its authors |
|---|---|---|---|---|
| units | 48 x 48, gray | 0 to 1 | 6 x 6 x 128 | each picture to mean 0 and spread 1 (inside) |
| MobileNet | side x side, 3 colours | -1 to 1 | side / 32, 1024 | gray level / 127.5 - 1 |
| ResNet50 | side x side, 3 colours | -1 to 1 | side / 32, 2048 | blue first, minus colour means |

ImageNet's networks were trained with a side of 224: pictures of 48 pixels are enlarged to it,
bilinear between the pixels. ResNet50's own scale is made from -1 to 1 here, so that both take the
same pictures.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pandas as pd

from course_utils.models import backbone
from course_utils.models.errors import ModelsError
from course_utils.models.weights_file import read_weights
from course_utils.quiet import quiet_tensorflow

FOLDER = Path(__file__).parent / "weights"
#: Made by `python benchmarks/families.py --write`.
FAMILIES = Path(__file__).parent / "families.csv"
#: The backbones whose weights do not come with the course, and what a download weighs.
MEGABYTES = {"MobileNet": 17, "ResNet50": 95}
IMAGENET = "imagenet"


def load_backbone(name: str = "units", weights: str | Path | None = None, side: int = 224):
    """A trained network without its top: pictures in, maps out.

    Args:
        name: `"units"`, the course's own, which needs no network; `"MobileNet"` or `"ResNet50"`.
        weights: for `"units"`, another folder than the course's own. For the others the path of a
            file that `save_weights` wrote or that Keras offers ("no top"), or `"imagenet"` to
            fetch that file from the network, once.
        side: of the pictures for MobileNet and ResNet50, 32 pixels or more.

    Returns:
        A built Keras model, not compiled; the table above says what goes in and what comes out.

    Raises:
        ModelsError: no such backbone, no weights, a file that does not fit, or no network.
    """
    if name == "units":
        return _units(FOLDER if weights is None else Path(weights))
    if name not in MEGABYTES:
        known = ", ".join(["units", *MEGABYTES])
        raise ModelsError(f"there is no backbone {name!r}; there are {known}")
    if weights is None:
        raise ModelsError(
            f'{name} needs weights: load_backbone("{name}", weights="{IMAGENET}") fetches '
            f"{MEGABYTES[name]} MB from the network, once; or give the path of a file that you have"
        )
    if str(weights) != IMAGENET and not Path(weights).is_file():
        raise ModelsError(f"there is no file {weights} with the weights of {name}")
    if side < 32:
        raise ModelsError(f"{name} needs pictures of 32 pixels or more, not {side}")
    return _of_keras(name, weights, side)


def _units(folder: Path):
    arrays, _ = read_weights(folder, backbone.NAME, backbone.MADE_BY)
    model = backbone.build()
    try:
        model.set_weights([arrays[weight.path] for weight in model.weights])
    except (KeyError, ValueError) as error:
        raise ModelsError(
            f"the backbone in {folder} is not one that this version of the course can use "
            f"({error}); install the course anew"
        ) from None
    return model


def _of_keras(name: str, weights: str | Path, side: int):
    quiet_tensorflow()
    import keras

    shape = (side, side, 3)
    build = getattr(keras.applications, name)
    try:
        # For a side of its own choice MobileNet warns that it takes the weights for 224: they fit.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = build(weights=str(weights), include_top=False, input_shape=shape)
    except Exception as error:  # Keras raises a plain Exception when it cannot fetch a file.
        raise ModelsError(_what_went_wrong(name, weights, error)) from None
    if name != "ResNet50":
        return model
    pictures = keras.Input(shape)
    gray_levels = keras.layers.Rescaling(127.5, offset=127.5)(pictures)
    prepared = keras.applications.resnet50.preprocess_input(gray_levels)
    return keras.Model(pictures, model(prepared), name=name)


def _what_went_wrong(name: str, weights: str | Path, error: Exception) -> str:
    reason = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
    if str(weights) == IMAGENET:
        return (
            f"the weights of {name} could not be fetched ({reason}); is there a network? "
            f'load_backbone() needs none, and load_backbone("{name}", weights=PATH) takes a file'
        )
    return f"{weights} does not hold weights of {name} without its top ({reason})"


def features(model, pictures: np.ndarray, batch: int = 32, flat: bool = False) -> np.ndarray:
    """What a frozen backbone says of each picture, once: the mean of each map, or all numbers.

    Args:
        model: a backbone.
        pictures: (n, h, w, c) as it takes them.
        batch: pictures at a time; more of them need more memory and are hardly faster.
        flat: whether all numbers of the maps come in one row, and not their means.

    Returns:
        (n, maps) float32, or (n, height * width * maps).
    """
    starts = range(0, len(pictures), batch)
    parts = [np.asarray(model(pictures[i : i + batch], training=False)) for i in starts]
    if flat:
        return np.concatenate([part.reshape(len(part), -1) for part in parts])
    return np.concatenate([part.mean(axis=(1, 2)) for part in parts])


def on_top(model, kernel: np.ndarray, constants: np.ndarray):
    """A backbone with the mean of each map and one softmax layer on top, all of it to be trained.

    Args:
        model: a backbone; it becomes a part of the new network.
        kernel: (maps, k) weights of the layer.
        constants: (k,) constants of the layer.

    Returns:
        A built Keras model, not compiled: what the backbone takes in, (n, k) probabilities out.
    """
    quiet_tensorflow()
    import keras

    model.trainable = True
    means = keras.layers.GlobalAveragePooling2D()(model.output)
    head = keras.layers.Dense(len(constants), activation="softmax", name="head")
    network = keras.Model(model.inputs[0], head(means))
    head.set_weights([kernel, constants])
    return network


class Learner:
    """A network that can be trained from the beginning again and again.

    A new Keras model for each training would be traced anew, which costs seconds each time.

    Args:
        model: a built Keras model with k probabilities.
    """

    def __init__(self, model):
        import keras

        self.model = model
        model.compile(keras.optimizers.Adam(), "sparse_categorical_crossentropy")
        model.optimizer.build(model.trainable_variables)
        self._start = [variable.numpy() for variable in model.optimizer.variables]

    def learn(self, weights, pictures, labels, *, rate: float, epochs: int, seed: int):
        """Begin with `weights` and train with Adam, in batches of 32.

        Args:
            weights: arrays for `set_weights`.
            pictures: (n, ...) as the model takes them.
            labels: (n,) positions of the labels.
            rate: learning rate.
            epochs: how often each picture is seen.
            seed: of the order of the pictures.

        Returns:
            The trained model; it is the same one each time.
        """
        import keras

        for variable, value in zip(self.model.optimizer.variables, self._start, strict=True):
            variable.assign(value)
        self.model.optimizer.learning_rate = rate
        self.model.set_weights(weights)
        keras.utils.set_random_seed(seed)
        self.model.fit(pictures, labels, epochs=epochs, batch_size=32, verbose=0)
        return self.model


def families() -> pd.DataFrame:
    """Well-known networks: one row each, the oldest first.

    Returns:
        Columns `network`, `year`, `parameters` (with top), `megabytes` (four bytes each),
        `side` (of its pictures, in pixels), `layers` (that have kernels or weights to multiply
        with), `paper`, and `numbers`: from Keras or from the paper.
    """
    return pd.read_csv(FAMILIES)
