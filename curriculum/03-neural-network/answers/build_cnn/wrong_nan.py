"""A division by zero inside: every answer is nan.

fails: shapes_in_and_out, answers_are_probabilities, one_softmax_only, it_can_learn
reason: nan or infinite
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
            layers.Dense(6, activation="softmax"),
            layers.Lambda(lambda x: x * float("nan")),
        ]
    )
