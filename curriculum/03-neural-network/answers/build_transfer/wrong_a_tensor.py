"""The answers themselves come back, not the network.

fails: six_probabilities_for_any_backbone, the_head_learns, training_changes_the_head_alone, the_maps_are_pooled, pictures_go_in_as_they_are
reason: should be a Keras model
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    backbone.trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.GlobalAveragePooling2D()(backbone(pictures))
    return layers.Dense(6, activation="softmax")(x)
