"""The functional way, with a crop that moves the picture."""

import keras
from keras import layers


def build_augmentation(seed):
    pictures = keras.Input((48, 48, 1))
    x = layers.RandomFlip("horizontal", seed=seed)(pictures)
    x = layers.RandomTranslation(0.1, 0.1, seed=seed)(x)
    x = layers.RandomZoom(0.05, seed=seed)(x)
    return keras.Model(pictures, x)
