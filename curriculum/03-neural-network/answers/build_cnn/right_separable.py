"""Convolutions that look at each map by itself and then mix them; group normalisation.

seconds: 60
"""

import keras
from keras import layers


def build_cnn():
    x = pictures = keras.Input((48, 48, 1))
    x = layers.Conv2D(32, 3, strides=2, padding="same", activation="relu")(x)
    x = layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    for filters in (64, 96):
        x = layers.SeparableConv2D(filters, 3, padding="same", use_bias=False)(x)
        x = layers.Activation("gelu")(layers.GroupNormalization(8)(x))
        x = layers.MaxPooling2D()(x)
    x = layers.SpatialDropout2D(0.1)(x)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(0.2)(x)
    return keras.Model(pictures, layers.Dense(6, activation="softmax")(x))
