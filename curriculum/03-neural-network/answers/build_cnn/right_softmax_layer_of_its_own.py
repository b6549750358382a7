"""The softmax is a layer of its own, after batch normalisation."""

import keras
from keras import layers


def build_cnn():
    return keras.Sequential(
        [
            layers.Input((48, 48, 1)),
            layers.Conv2D(32, 3, padding="same", use_bias=False),
            layers.BatchNormalization(),
            layers.Activation("relu"),
            layers.MaxPooling2D(4),
            layers.Conv2D(32, 3, padding="same", use_bias=False),
            layers.BatchNormalization(),
            layers.Activation("relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dropout(0.3),
            layers.Dense(6),
            layers.Softmax(),
        ]
    )
