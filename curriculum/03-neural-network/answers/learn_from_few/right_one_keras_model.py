"""Backbone and head are one Keras model, and that model comes back.

seconds: 60
"""

import keras
import numpy as np
from keras import layers

from course_utils.models import transfer


def learn_from_few(pictures, labels):
    keras.utils.set_random_seed(5)
    backbone = transfer.load_backbone()
    backbone.trainable = False
    both = np.concatenate([pictures, pictures[:, :, ::-1]])
    means = transfer.features(backbone, np.float32(both[..., None] / 255))
    spread = layers.Normalization(mean=means.mean(axis=0), variance=means.var(axis=0))
    head = layers.Dense(6, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.03))
    learner = keras.Sequential([keras.Input(means.shape[1:]), spread, head])
    learner.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    learner.fit(means, np.tile(labels, 2), epochs=60, batch_size=90, verbose=0)
    grays = keras.Input((48, 48))
    x = backbone(layers.Rescaling(1 / 255)(layers.Reshape((48, 48, 1))(grays)))
    return keras.Model(grays, learner(layers.GlobalAveragePooling2D()(x)))
