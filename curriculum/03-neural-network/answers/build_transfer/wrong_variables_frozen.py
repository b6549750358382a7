"""Freezes each variable that is trained: the running means of the normalisation still move.

fails: training_changes_the_head_alone
reason: freeze the backbone as a whole
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    for variable in backbone.trainable_variables:
        variable.trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.GlobalAveragePooling2D()(backbone(pictures))
    return keras.Model(pictures, layers.Dense(6, activation="softmax")(x))
