"""The functional way, with a short cut around a layer."""

import keras
from keras import layers


def build_cnn():
    pictures = keras.Input(shape=(48, 48, 1))
    x = layers.Conv2D(24, 5, strides=2, padding="same", activation="relu")(pictures)
    x = layers.MaxPooling2D()(x)
    around = layers.Conv2D(24, 3, padding="same", activation="relu")(x)
    x = layers.add([x, around])
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(0.2)(x)
    return keras.Model(pictures, layers.Dense(6, activation="softmax")(x))
