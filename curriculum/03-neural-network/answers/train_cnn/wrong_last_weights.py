"""Early stopping without going back to the best weights.

fails: the_best_weights_are_kept
reason: weights of the epoch with the lowest `val_loss`
"""

import keras


def train_cnn(model, x, y, x_validation, y_validation, epochs, rate):
    model.compile(
        optimizer=keras.optimizers.Adam(rate), loss="categorical_crossentropy", metrics=["accuracy"]
    )
    stop = keras.callbacks.EarlyStopping(patience=3)
    history = model.fit(
        x,
        y,
        validation_data=(x_validation, y_validation),
        epochs=epochs,
        batch_size=32,
        callbacks=[stop],
        verbose=0,
    )
    return history.history
