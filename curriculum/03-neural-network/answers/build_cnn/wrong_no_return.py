"""The model is built and thrown away.

fails: shapes_in_and_out, layers_asked_for, answers_are_probabilities, one_softmax_only, it_can_learn
reason: with `return` before it
"""

import keras
from keras import layers


def build_cnn():
    model = keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dropout(0.3),
            layers.Dense(6, activation="softmax"),
        ]
    )
    model.compile()
