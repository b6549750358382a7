"""Freezes when the network stands, by the layer that holds the backbone; a mirror stands in front.

seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    pictures = keras.Input(backbone.input_shape[1:])
    body = backbone(layers.RandomFlip("horizontal", seed=4)(pictures))
    pooled = layers.GlobalAveragePooling2D(keepdims=True)(body)
    answers = layers.Softmax()(layers.Reshape((6,))(layers.Conv2D(6, 1)(pooled)))
    model = keras.Model(pictures, answers)
    model.get_layer(backbone.name).trainable = False
    return model
