"""Freezes the whole new network, head included.

fails: the_head_learns, training_changes_the_head_alone
reason: the head should not be frozen
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.GlobalAveragePooling2D()(backbone(pictures))
    model = keras.Model(pictures, layers.Dense(6, activation="softmax")(x))
    model.trainable = False
    return model
