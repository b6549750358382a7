"""The last layer has no activation: scores, not probabilities.

fails: answers_are_probabilities, one_softmax_only, it_can_learn
reason: a probability is never below 0
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
            layers.Dense(6),
        ]
    )
