"""Eight convolutions, each with batch normalisation, and a mean over each map in the end.

Its memory of means and spreads is long: after few steps, a test still sees those it began with.

seconds: 60
"""

import keras
from keras import layers


def build_cnn():
    model = keras.Sequential([keras.Input((48, 48, 1))])
    for filters in (16, 32, 64, 96):
        for _ in range(2):
            model.add(layers.Conv2D(filters, 3, padding="same", use_bias=False))
            model.add(layers.BatchNormalization())
            model.add(layers.ReLU())
        model.add(layers.MaxPooling2D())
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dropout(0.3))
    model.add(layers.Dense(6, activation="softmax"))
    return model
