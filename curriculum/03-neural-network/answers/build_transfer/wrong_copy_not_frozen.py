"""The original is frozen, and a copy of it is trained.

fails: training_changes_the_head_alone
reason: it should be frozen
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    body = keras.models.clone_model(backbone)
    body.set_weights(backbone.get_weights())
    backbone.trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.GlobalAveragePooling2D()(body(pictures))
    return keras.Model(pictures, layers.Dense(6, activation="softmax")(x))
