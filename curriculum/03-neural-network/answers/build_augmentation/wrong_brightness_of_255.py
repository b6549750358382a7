"""Brightness for numbers from 0 to 255: everything turns white or black.

fails: about_half_are_mirrored, more_than_mirrored_but_a_little, numbers_stay_between_0_and_1
reason: came out
"""

import keras
from keras import layers


def build_augmentation(seed):
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.RandomFlip("horizontal", seed=seed),
            layers.RandomShear(0.1, 0.1, fill_mode="nearest", seed=seed),
            layers.RandomBrightness(0.2, seed=seed),
        ]
    )
