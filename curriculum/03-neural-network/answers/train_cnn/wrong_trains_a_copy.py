"""A copy is trained; the model that was given stays as it was.

fails: it_learns, the_best_weights_are_kept, validation_is_never_learned, adam_and_cross_entropy
reason: is the model that was given the one that is trained
"""

import keras


def train_cnn(model, x, y, x_validation, y_validation, epochs, rate):
    model = keras.models.clone_model(model)
    model.compile(keras.optimizers.Adam(rate), "categorical_crossentropy", metrics=["accuracy"])
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
