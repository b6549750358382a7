"""Mirrored the wrong way.

fails: about_half_are_mirrored, never_upside_down
reason: about half of the pictures should be mirrored
"""

import keras
from keras import layers


def build_augmentation(seed):
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.RandomFlip("vertical", seed=seed),
            layers.RandomShear(0.1, 0.1, fill_mode="nearest", seed=seed),
        ]
    )
