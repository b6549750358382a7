"""Nothing is dropped.

fails: layers_asked_for
reason: at least 1 `Dropout`
"""

import keras
from keras import layers


def build_cnn():
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(6, activation="softmax"),
        ]
    )
