"""A softmax of a softmax.

fails: the_head_learns
reason: one softmax only
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    backbone.trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.GlobalAveragePooling2D()(backbone(pictures))
    x = layers.Dense(6, activation="softmax")(x)
    return keras.Model(pictures, layers.Softmax()(x))
