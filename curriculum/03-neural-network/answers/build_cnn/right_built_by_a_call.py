"""No `Input`: the model is built for its shape at the end."""

import keras
from keras import layers


def build_cnn():
    model = keras.Sequential(
        [
            layers.Conv2D(20, 5, strides=2, activation="relu", padding="same"),
            layers.MaxPool2D(),
            layers.Conv2D(40, 3, activation="relu", padding="same"),
            layers.GlobalMaxPooling2D(),
            layers.Dropout(0.25),
            layers.Dense(6, activation="softmax"),
        ]
    )
    model.build((None, 48, 48, 1))
    return model
