"""Keeps the largest number of each square of the maps before all is put in one row.

fails: the_maps_are_pooled
reason: play no part
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    backbone.trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.Flatten()(layers.MaxPooling2D(2)(backbone(pictures)))
    return keras.Model(pictures, layers.Dense(6, activation="softmax")(x))
