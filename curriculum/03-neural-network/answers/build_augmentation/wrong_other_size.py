"""A crop makes the pictures smaller.

fails: a_test_is_left_alone, about_half_are_mirrored, never_upside_down, more_than_mirrored_but_a_little, numbers_stay_between_0_and_1
reason: should go in and come out, but the shapes are
"""

import keras
from keras import layers


def build_augmentation(seed):
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.RandomFlip("horizontal", seed=seed),
            layers.RandomCrop(40, 40, seed=seed),
        ]
    )
