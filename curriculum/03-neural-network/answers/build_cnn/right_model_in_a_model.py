"""The convolutions stand in a model of their own, and it is compiled already."""

import keras
from keras import layers


def build_cnn():
    eye = keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.Conv2D(16, 3, strides=2, activation="elu"),
            layers.Conv2D(32, 3, strides=2, activation="elu"),
            layers.MaxPooling2D(),
        ]
    )
    model = keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            eye,
            layers.Flatten(),
            layers.Dense(40, activation="tanh"),
            layers.Dropout(0.1),
            layers.Dense(6, activation="softmax"),
        ]
    )
    model.compile(loss="categorical_crossentropy")
    return model
