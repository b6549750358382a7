"""The input has three colours, as networks for photographs have.

fails: shapes_in_and_out, layers_asked_for, answers_are_probabilities, one_softmax_only, it_can_learn
reason: its input has the shape (any, 48, 48, 3)
"""

import keras
from keras import layers


def build_cnn():
    return keras.Sequential(
        [
            keras.Input((48, 48, 3)),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dropout(0.3),
            layers.Dense(6, activation="softmax"),
        ]
    )
