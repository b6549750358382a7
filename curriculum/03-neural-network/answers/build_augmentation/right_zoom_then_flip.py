"""Zoomed first, mirrored afterwards."""

import keras
from keras import layers


def build_augmentation(seed):
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.RandomZoom((-0.1, 0.1), fill_mode="constant", seed=seed),
            layers.RandomFlip("horizontal", seed=seed),
        ]
    )
