"""Freezes the last layer alone.

fails: training_changes_the_head_alone
reason: should be frozen
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    backbone.layers[-1].trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.GlobalAveragePooling2D()(backbone(pictures))
    return keras.Model(pictures, layers.Dense(6, activation="softmax")(x))
