"""A class with a `call`, built by its first picture.

seconds: 60
"""

import keras
from keras import layers


class OnABackbone(keras.Model):
    def __init__(self, backbone):
        super().__init__()
        self.backbone = backbone
        self.backbone.trainable = False
        self.pool = layers.GlobalAveragePooling2D()
        self.head = layers.Dense(6, activation="softmax")

    def call(self, pictures, training=False):
        return self.head(self.pool(self.backbone(pictures, training=False)))


def build_transfer(backbone):
    model = OnABackbone(backbone)
    model(keras.ops.zeros((1, *backbone.input_shape[1:])))
    return model
