"""A head of 130 million parameters.

fails: six_probabilities_for_any_backbone, the_head_learns, training_changes_the_head_alone, the_maps_are_pooled, pictures_go_in_as_they_are
reason: parameters that training changes, more than 2,000,000
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    backbone.trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.Dense(11_400, activation="relu")(layers.GlobalAveragePooling2D()(backbone(pictures)))
    x = layers.Dense(11_400, activation="relu")(x)
    return keras.Model(pictures, layers.Dense(6, activation="softmax")(x))
