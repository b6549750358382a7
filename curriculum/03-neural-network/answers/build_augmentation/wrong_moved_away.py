"""Moved by half a picture.

fails: more_than_mirrored_but_a_little, never_upside_down
reason: square in the middle
"""

import keras
from keras import layers


def build_augmentation(seed):
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.RandomFlip("horizontal", seed=seed),
            layers.RandomTranslation(0.5, 0.5, fill_mode="nearest", seed=seed),
        ]
    )
