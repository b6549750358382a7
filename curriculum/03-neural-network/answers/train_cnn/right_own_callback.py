"""A callback of its own keeps the best weights and counts."""

import keras
import numpy as np


class Best(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.lowest, self.weights, self.waited = np.inf, None, 0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.lowest:
            self.lowest, self.waited = logs["val_loss"], 0
            self.weights = self.model.get_weights()
        else:
            self.waited += 1
            self.model.stop_training = self.waited >= 3

    def on_train_end(self, logs=None):
        self.model.set_weights(self.weights)


def train_cnn(model, x, y, x_validation, y_validation, epochs, rate):
    model.compile(keras.optimizers.Adam(rate), "categorical_crossentropy", metrics=["accuracy"])
    known = model.fit(
        x,
        y,
        32,
        epochs,
        verbose=0,
        callbacks=[Best()],
        validation_data=(x_validation, y_validation),
    )
    return known.history
