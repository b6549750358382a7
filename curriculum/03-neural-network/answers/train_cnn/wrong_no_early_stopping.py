"""It trains to the last epoch and keeps what it has then.

fails: it_stops_early, the_best_weights_are_kept
reason: training went on to the end
"""

import keras


def train_cnn(model, x, y, x_validation, y_validation, epochs, rate):
    model.compile(
        optimizer=keras.optimizers.Adam(rate), loss="categorical_crossentropy", metrics=["accuracy"]
    )
    history = model.fit(
        x,
        y,
        validation_data=(x_validation, y_validation),
        epochs=epochs,
        batch_size=32,
        verbose=0,
    )
    return history.history
