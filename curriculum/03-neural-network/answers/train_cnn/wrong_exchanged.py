"""It learns from the validation part and judges on the training part.

fails: validation_is_never_learned, the_best_weights_are_kept
reason: as the validation part would have it
"""

import keras


def train_cnn(model, x, y, x_validation, y_validation, epochs, rate):
    model.compile(
        optimizer=keras.optimizers.Adam(rate), loss="categorical_crossentropy", metrics=["accuracy"]
    )
    stop = keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)
    history = model.fit(
        x_validation,
        y_validation,
        validation_data=(x, y),
        epochs=epochs,
        batch_size=32,
        callbacks=[stop],
        verbose=0,
    )
    return history.history
