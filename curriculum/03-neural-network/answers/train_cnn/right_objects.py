"""Optimizer, loss and metric as objects."""

import keras


def train_cnn(model, x, y, x_validation, y_validation, epochs, rate):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=rate),
        loss=keras.losses.CategoricalCrossentropy(),
        metrics=[keras.metrics.CategoricalAccuracy(name="accuracy")],
    )
    stop = keras.callbacks.EarlyStopping(
        monitor="val_loss", mode="min", patience=3, restore_best_weights=True
    )
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
