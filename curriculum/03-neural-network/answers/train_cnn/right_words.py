"""Optimizer and loss by their names; the rate is set afterwards."""

import keras


def train_cnn(model, x, y, x_validation, y_validation, epochs, rate):
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    model.optimizer.learning_rate = rate
    stop = keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)
    history = model.fit(
        x,
        y,
        validation_data=(x_validation, y_validation),
        epochs=epochs,
        callbacks=[stop],
        verbose=0,
    )
    return history.history
