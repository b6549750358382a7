"""The logarithm of numbers below zero: every answer is nan.

fails: six_probabilities_for_any_backbone, the_head_learns, the_maps_are_pooled, pictures_go_in_as_they_are
reason: nan or infinite
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    backbone.trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.GlobalAveragePooling2D()(backbone(pictures))
    x = keras.ops.log(-keras.ops.abs(x))
    return keras.Model(pictures, layers.Dense(6, activation="softmax")(x))
