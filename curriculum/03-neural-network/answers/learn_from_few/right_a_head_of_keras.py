"""A head of Keras learns from the means; then backbone and head become one model.

seconds: 60
"""

import keras
import numpy as np
from keras import layers

from course_utils.models import transfer


def learn_from_few(pictures, labels):
    keras.utils.set_random_seed(3)
    backbone = transfer.load_backbone()
    both = np.concatenate([pictures, pictures[:, :, ::-1]])
    means = transfer.features(backbone, np.float32(both[..., None] / 255))
    head = keras.Sequential(
        [
            keras.Input((means.shape[1],)),
            layers.BatchNormalization(momentum=0.8),
            layers.Dropout(0.3),
            layers.Dense(6, activation="softmax", kernel_regularizer="l2"),
        ]
    )
    head.compile(keras.optimizers.Adam(0.005), "sparse_categorical_crossentropy")
    head.fit(means, np.tile(labels, 2), epochs=40, batch_size=60, verbose=0)
    x = layers.Rescaling(1 / 255)(layers.Reshape((48, 48, 1))(grays := keras.Input((48, 48))))
    x = layers.GlobalAveragePooling2D()(backbone(x))
    return Quiet(keras.Model(grays, head(x)))


class Quiet:
    def __init__(self, model):
        self.model = model

    def predict(self, pictures):
        return self.model.predict(pictures, verbose=0)
