"""It stops at the first epoch that is not better.

fails: it_stops_early
reason: no better one for 3 epochs in a row
"""

import keras


def train_cnn(model, x, y, x_validation, y_validation, epochs, rate):
    model.compile(
        optimizer=keras.optimizers.Adam(rate), loss="categorical_crossentropy", metrics=["accuracy"]
    )
    stop = keras.callbacks.EarlyStopping(restore_best_weights=True)
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
