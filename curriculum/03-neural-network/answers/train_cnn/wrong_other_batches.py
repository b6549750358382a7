"""All at once instead of batches of 32.

fails: adam_and_cross_entropy
reason: in batches of 32 are 3 steps an epoch
"""

import keras


def train_cnn(model, x, y, x_validation, y_validation, epochs, rate):
    model.compile(
        optimizer=keras.optimizers.Adam(rate), loss="categorical_crossentropy", metrics=["accuracy"]
    )
    stop = keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)
    history = model.fit(
        x,
        y,
        validation_data=(x_validation, y_validation),
        epochs=epochs,
        batch_size=len(x),
        callbacks=[stop],
        verbose=0,
    )
    return history.history
