"""The head sees the pictures, not the maps.

fails: training_changes_the_head_alone, pictures_go_in_as_they_are
reason: are not in your network
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    backbone.trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.GlobalAveragePooling2D()(pictures)
    return keras.Model(pictures, layers.Dense(6, activation="softmax")(x))
