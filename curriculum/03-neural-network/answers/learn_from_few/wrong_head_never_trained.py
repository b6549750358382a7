"""A new head that has seen no label.

fails: better_than_without_a_past
reason: it should be better by at least
seconds: 60
"""

import keras
from keras import layers

from course_utils.models import transfer


def learn_from_few(pictures, labels):
    keras.utils.set_random_seed(2)
    x = grays = keras.Input((48, 48))
    x = layers.Rescaling(1 / 255)(layers.Reshape((48, 48, 1))(x))
    x = layers.GlobalAveragePooling2D()(transfer.load_backbone()(x))
    return keras.Model(grays, layers.Dense(6, activation="softmax")(x))
