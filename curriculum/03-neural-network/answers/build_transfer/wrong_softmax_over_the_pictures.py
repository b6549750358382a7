"""The softmax goes down the batch.

fails: six_probabilities_for_any_backbone, the_head_learns
reason: with the sum 1
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    backbone.trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.GlobalAveragePooling2D()(backbone(pictures))
    x = layers.Dense(6)(x)
    return keras.Model(pictures, layers.Softmax(axis=0)(x))
