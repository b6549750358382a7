"""A model that hands the pictures on.

fails: a_test_is_left_alone, about_half_are_mirrored, never_upside_down, more_than_mirrored_but_a_little, numbers_stay_between_0_and_1
reason: they come out as they went in
"""

import keras
from keras import layers


def build_augmentation(seed):
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.Identity(),
        ]
    )
