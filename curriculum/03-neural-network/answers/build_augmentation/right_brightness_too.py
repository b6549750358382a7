"""Brightness varies as well; the numbers stay from 0 to 1."""

import keras
from keras import layers


def build_augmentation(seed):
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.RandomFlip("horizontal", seed=seed),
            layers.RandomBrightness(0.1, value_range=(0, 1), seed=seed),
            layers.RandomRotation(0.04, fill_mode="reflect", seed=seed),
        ]
    )
