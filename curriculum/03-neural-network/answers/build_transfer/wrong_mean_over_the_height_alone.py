"""The mean runs over the height, and the columns stay apart.

fails: the_maps_are_pooled
reason: the mean runs over height and width
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    backbone.trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.Flatten()(keras.ops.mean(backbone(pictures), axis=1))
    return keras.Model(pictures, layers.Dense(6, activation="softmax")(x))
