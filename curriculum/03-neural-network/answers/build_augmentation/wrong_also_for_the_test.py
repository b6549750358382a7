"""The change does not ask whether there is training.

fails: a_test_is_left_alone
reason: with `training=False` each picture should come out as it went in
"""

import keras
from keras import layers


class Shaken(layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.flip = layers.RandomFlip("horizontal", seed=seed)
        self.shear = layers.RandomShear(0.1, 0.1, seed=seed)

    def call(self, pictures):
        return self.shear(self.flip(pictures, training=True), training=True)


def build_augmentation(seed):
    return keras.Sequential([keras.Input((48, 48, 1)), Shaken(seed)])
