"""A list of layers, not a model.

fails: a_test_is_left_alone, about_half_are_mirrored, never_upside_down, more_than_mirrored_but_a_little, numbers_stay_between_0_and_1
reason: should be a Keras model
"""

from keras import layers


def build_augmentation(seed):
    return [layers.RandomFlip("horizontal", seed=seed), layers.RandomShear(0.1, 0.1, seed=seed)]
