"""Mirrored, moved and turned a little."""

import keras
from keras import layers


def build_augmentation(seed):
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.RandomFlip("horizontal", seed=seed),
            layers.RandomTranslation(0.08, 0.08, fill_mode="nearest", seed=seed),
            layers.RandomRotation(0.05, fill_mode="nearest", seed=seed),
        ]
    )
