"""All numbers in one row, a wide layer with small weights, half of it off in training.

seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    backbone.trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.Reshape((-1,))(backbone(pictures))
    x = layers.Dense(256, activation="relu", kernel_regularizer="l2")(x)
    x = layers.Dropout(0.5)(x)
    return keras.Model(pictures, layers.Dense(6, activation=keras.activations.softmax)(x))
