"""What `fit` gives back takes the model's place.

fails: better_than_the_baseline_by_the_margin, the_score_is_where_it_was_said
reason: has no method `predict`
"""

import keras
from keras import layers


def train_network(pictures, labels):
    model = keras.Sequential(
        [
            keras.Input((48, 48)),
            layers.Rescaling(1 / 255),
            layers.Flatten(),
            layers.Dense(6, activation="softmax", kernel_initializer="zeros"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    history = model.fit(pictures, labels, verbose=0)
    return history, 0.42, 0.54
