"""A copy of the backbone, without what it has learned.

fails: training_changes_the_head_alone, pictures_go_in_as_they_are
reason: are not in your network
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    body = keras.models.clone_model(backbone)
    body.trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.GlobalAveragePooling2D()(body(pictures))
    return keras.Model(pictures, layers.Dense(6, activation="softmax")(x))
