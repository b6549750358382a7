"""The network is built well, but asked for an answer it never comes back.

fails: shapes_in_and_out, answers_are_probabilities, one_softmax_only, it_can_learn
reason: did not finish within
seconds: 3
"""

import time

import keras
from keras import layers


class Endless(keras.Sequential):
    def predict(self, *arguments, **options):
        while True:
            time.sleep(0.1)

    evaluate = predict


def build_cnn():
    return Endless(
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
