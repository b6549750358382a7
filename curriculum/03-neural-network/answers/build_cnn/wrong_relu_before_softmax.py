"""The scores pass through a relu that starts, and stays, at zero.

fails: it_can_learn
reason: does not get better
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
            layers.Dense(6, activation="relu", bias_initializer=keras.initializers.Constant(-9)),
            layers.Softmax(),
        ]
    )
