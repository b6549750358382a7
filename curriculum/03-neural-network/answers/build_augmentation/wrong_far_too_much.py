"""Zoomed to half and to double.

fails: more_than_mirrored_but_a_little
reason: much larger or smaller
"""

import keras
from keras import layers


def build_augmentation(seed):
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.RandomFlip("horizontal", seed=seed),
            layers.RandomZoom((-0.5, 0.9), seed=seed),
        ]
    )
