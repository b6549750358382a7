"""Preprocessing layers of Keras, one after another."""

import keras
import numpy as np


def for_backbone(pictures, side):
    x = keras.layers.Resizing(side, side)(pictures[..., None].astype("float32"))
    x = keras.layers.Rescaling(1 / 127.5, offset=-1)(x)
    return np.asarray(keras.ops.repeat(x, 3, axis=-1))
