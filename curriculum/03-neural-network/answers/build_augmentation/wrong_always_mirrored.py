"""Each picture is mirrored: a test would be, too.

fails: a_test_is_left_alone, about_half_are_mirrored
reason: with `training=False` each picture should come out as it went in
"""

import keras
from keras import layers


def build_augmentation(seed):
    pictures = keras.Input((48, 48, 1))
    x = layers.Lambda(lambda batch: batch[:, :, ::-1])(pictures)
    return keras.Model(pictures, layers.RandomShear(0.1, 0.1, seed=seed)(x))
