"""Blocks with a short cut around two convolutions each, as a class of its own layer.

seconds: 60
"""

import keras
from keras import layers


class Block(layers.Layer):
    """Two convolutions, and what came in added to what comes out."""

    def __init__(self, filters):
        super().__init__()
        self.around = layers.Conv2D(filters, 1)
        self.first = layers.Conv2D(filters, 3, padding="same", activation="relu")
        self.second = layers.Conv2D(filters, 3, padding="same")

    def build(self, shape):
        self.around.build(shape)
        self.first.build(shape)
        self.second.build((*shape[:-1], self.first.filters))

    def compute_output_shape(self, shape):
        return (*shape[:-1], self.first.filters)

    def call(self, maps):
        return keras.ops.relu(self.around(maps) + self.second(self.first(maps)))


def build_cnn():
    pictures = keras.Input((48, 48, 1))
    x = layers.Conv2D(16, 5, strides=2, padding="same", activation="relu")(pictures)
    for filters in (24, 48):
        x = layers.MaxPooling2D()(Block(filters)(x))
    x = layers.Conv2D(64, 1, activation="relu")(x)
    x = layers.Dropout(0.3)(layers.GlobalAveragePooling2D()(x))
    return keras.Model(pictures, layers.Dense(6, activation="softmax")(x))
