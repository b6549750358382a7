"""Nothing in it can be trained.

fails: it_can_learn
reason: does not get better
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
    model.trainable = False
    return model
