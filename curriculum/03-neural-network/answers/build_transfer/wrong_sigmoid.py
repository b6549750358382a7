"""Six answers of yes or no.

fails: six_probabilities_for_any_backbone, the_head_learns
reason: look at the last activation
seconds: 60
"""

import keras
from keras import layers


def build_transfer(backbone):
    backbone.trainable = False
    pictures = keras.Input(backbone.input_shape[1:])
    x = layers.GlobalAveragePooling2D()(backbone(pictures))
    return keras.Model(pictures, layers.Dense(6, activation="sigmoid")(x))
