"""A network of 130 million parameters.

fails: shapes_in_and_out, layers_asked_for, answers_are_probabilities, one_softmax_only, it_can_learn
reason: parameters, more than 400,000
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
            layers.Dropout(0.3),
            layers.Dense(40_000, activation="relu"),
            layers.Dense(6, activation="softmax"),
        ]
    )
