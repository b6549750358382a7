"""The channel stands first, as in another library.

fails: shapes_in_and_out, layers_asked_for, answers_are_probabilities, one_softmax_only, it_can_learn
reason: its input has the shape (any, 1, 48, 48)
"""

import keras
from keras import layers


def build_cnn():
    return keras.Sequential(
        [
            keras.Input((1, 48, 48)),
            layers.Permute((2, 3, 1)),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dropout(0.3),
            layers.Dense(6, activation="softmax"),
        ]
    )
