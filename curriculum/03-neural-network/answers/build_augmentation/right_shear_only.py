"""Mirrored and sheared."""

import keras
from keras import layers


def build_augmentation(seed):
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.RandomFlip("horizontal", seed=seed),
            layers.RandomShear(0.1, 0.1, seed=seed),
        ]
    )
