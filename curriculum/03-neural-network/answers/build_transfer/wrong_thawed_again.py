"""Freezes the backbone, and thaws everything at the end.

fails: training_changes_the_head_alone
reason: it should be frozen
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    backbone.trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.GlobalAveragePooling2D()(backbone(pictures))
    model = keras.Model(pictures, layers.Dense(6, activation="softmax")(x))
    for layer in model.layers:
        layer.trainable = True
    return model
