"""Mirrored both ways: faces stand on their heads.

fails: never_upside_down
reason: come out upside down
"""

import keras
from keras import layers


def build_augmentation(seed):
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.RandomFlip("horizontal_and_vertical", seed=seed),
            layers.RandomShear(0.1, 0.1, fill_mode="nearest", seed=seed),
        ]
    )
