"""Pools by the largest number of each map.

fails: the_maps_are_pooled
reason: pool by the mean over height and width, or flatten
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    backbone.trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.GlobalMaxPooling2D()(backbone(pictures))
    return keras.Model(pictures, layers.Dense(6, activation="softmax")(x))
