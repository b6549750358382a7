"""Mirrored, and nothing else.

fails: more_than_mirrored_but_a_little
reason: come out with nothing else changed
"""

import keras
from keras import layers


def build_augmentation(seed):
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.RandomFlip("horizontal", seed=seed),
        ]
    )
