"""A stack that does not know the shape of its pictures.

fails: six_probabilities_for_any_backbone, the_head_learns, training_changes_the_head_alone, the_maps_are_pooled, pictures_go_in_as_they_are
reason: is not built yet
seconds: 60
"""

import keras
from keras import layers


class OnABackbone(keras.Model):
    def __init__(self, backbone):
        super().__init__()
        self.backbone = backbone
        self.head = layers.Dense(6, activation="softmax")

    def call(self, pictures):
        return self.head(layers.GlobalAveragePooling2D()(self.backbone(pictures)))


def build_transfer(backbone):
    backbone.trainable = False
    return OnABackbone(backbone)
