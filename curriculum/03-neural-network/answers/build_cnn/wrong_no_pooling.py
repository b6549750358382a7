"""Strides instead of pooling.

fails: layers_asked_for
reason: at least 1 `MaxPooling2D`
"""

import keras
from keras import layers


def build_cnn():
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.Conv2D(16, 3, strides=4, activation="relu"),
            layers.Conv2D(32, 3, activation="relu"),
            layers.Flatten(),
            layers.Dropout(0.3),
            layers.Dense(6, activation="softmax"),
        ]
    )
