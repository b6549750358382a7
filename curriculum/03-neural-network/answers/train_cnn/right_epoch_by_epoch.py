"""One call of `fit` for each epoch, and the counting by hand."""

import keras


def train_cnn(model, x, y, x_validation, y_validation, epochs, rate):
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    history = {"loss": [], "accuracy": [], "val_loss": [], "val_accuracy": []}
    best, weights, waited = float("inf"), None, 0
    for _ in range(epochs):
        one = model.fit(
            x, y, batch_size=32, validation_data=(x_validation, y_validation), verbose=0
        ).history
        for key in history:
            history[key] += one[key]
        waited += 1
        if history["val_loss"][-1] < best:
            best, weights, waited = history["val_loss"][-1], model.get_weights(), 0
        if waited == 3:
            break
    model.set_weights(weights)
    return history
