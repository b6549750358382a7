"""The pictures are divided by 255 a second time.

fails: a_test_is_left_alone, more_than_mirrored_but_a_little, numbers_stay_between_0_and_1
reason: something almost flat came out
"""

import keras
from keras import layers


def build_augmentation(seed):
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.RandomFlip("horizontal", seed=seed),
            layers.RandomShear(0.1, 0.1, fill_mode="nearest", seed=seed),
            layers.Rescaling(1 / 255),
        ]
    )
