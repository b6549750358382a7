"""Three stages of convolution and pooling, then a dense layer."""

import keras
from keras import layers


def build_cnn():
    model = keras.Sequential()
    model.add(keras.Input((48, 48, 1)))
    for filters in (16, 32, 64):
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.MaxPooling2D(2))
    model.add(layers.Flatten())
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(64, activation="relu"))
    model.add(layers.Dense(6, activation="softmax"))
    return model
