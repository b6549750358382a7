"""No pooling: six probabilities for each place.

fails: six_probabilities_for_any_backbone, the_head_learns, training_changes_the_head_alone, the_maps_are_pooled, pictures_go_in_as_they_are
reason: should have shape
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    backbone.trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    return keras.Model(pictures, layers.Dense(6, activation="softmax")(backbone(pictures)))
