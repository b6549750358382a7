"""Six separate yes-or-no answers instead of one of six.

fails: answers_are_probabilities, one_softmax_only
reason: the six probabilities of a picture should sum to 1
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
            layers.Dense(6, activation="sigmoid"),
        ]
    )
