"""A stack without `keras.Input`: `build` is told the shape; means by a window as large as the maps.

seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    backbone.trainable = False
    window = backbone.output_shape[1:3]
    head = [layers.AveragePooling2D(window), layers.Flatten(), layers.Dense(6, "softmax")]
    stack = keras.Sequential([backbone, *head])
    stack.build((None, *backbone.input_shape[1:]))
    return stack
