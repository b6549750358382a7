"""A network that waits for something that never comes, once it is built.

fails: six_probabilities_for_any_backbone, the_head_learns, the_maps_are_pooled, training_changes_the_head_alone, pictures_go_in_as_they_are
reason: it did not finish within
seconds: 1
"""

import keras
from keras import layers


class Waits(keras.Model):
    def __init__(self, backbone):
        super().__init__()
        backbone.trainable = False
        self.backbone = backbone
        self.head = layers.Dense(6, activation="softmax")
        self.ready = False

    def call(self, pictures):
        while self.ready:
            pass
        return self.head(keras.ops.mean(self.backbone(pictures), axis=(1, 2)))


def build_transfer(backbone):
    model = Waits(backbone)
    model(keras.ops.zeros((1, *backbone.input_shape[1:])))
    model.ready = True
    return model
