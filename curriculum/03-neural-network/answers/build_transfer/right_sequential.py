"""A stack: backbone, pooling, head.

seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    backbone.trainable = False
    stack = [keras.Input(backbone.input_shape[1:]), backbone]
    stack += [layers.GlobalAveragePooling2D(), layers.Dense(6), layers.Softmax()]
    return keras.Sequential(stack)
