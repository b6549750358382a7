# %% [markdown]
# # NeuralNetwork: can a machine find its own features?
#
# CONTRACT TO BE WRITTEN

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

from course_utils import faces, figures, keepsakes
from course_utils.exercises import check, hint

figures.use_style()

# %% [markdown]
# ### One step downhill (2 points)
#
# Write `gradient_step(weights, features, targets, rate)`. The model is the smallest network there is:
# its answer for a row of features is the sum of features times weights, `features @ weights`. The
# **loss** is the mean over the rows of the squared difference between answer and target. The function
# gives back two things, `new_weights` and `loss`, in this order:
#
# - the **gradient** of the loss has one number for each weight: 2 / n times the sum over the n rows of
#   (answer - target) times that weight's feature;
# - `new_weights` is weights minus `rate` times gradient, a new array of shape (d,);
# - `loss` is the loss *before* the step, one number.
#
# Leave the arrays as they are. A difference of 0.000001 is allowed.
#
# With `weights` `[0.0]`, `features` `[[1.0], [2.0]]`, `targets` `[2.0, 4.0]` and `rate` 0.1, the loss is
# (4 + 16) / 2 = 10, the gradient is 2/2 times (-2 · 1 + -4 · 2) = -10, and the new weight is 1.0.


# %% exercise="gradient_step"
def gradient_step(weights, features, targets, rate):
    """Take one step of gradient descent on the mean squared error of a linear model.

    Args:
        weights: (d,) array of a floating type.
        features: (n, d) array of a floating type.
        targets: (n,) array of a floating type.
        rate: learning rate, a number above 0.

    Returns:
        new_weights: (d,) array.
        loss: mean squared error before the step, a number.
    """
    ### BEGIN SOLUTION
    errors = features @ weights - targets
    gradient = 2 * features.T @ errors / len(targets)
    return weights - rate * gradient, np.mean(errors**2)
    ### END SOLUTION


# %% test="gradient_step" points=2
"""One step against the gradient, and the loss before it."""

# %% [markdown]
# ### Convolution by hand (2 points)
#
# Write `convolve(picture, kernel, stride, padding)`. It slides a small array, the **kernel**, over the
# picture, and at each place gives the sum of the products of kernel and picture:
#
# - first, `padding` rows and columns of zeros are put around the picture on each of its four sides;
# - the kernel starts at the top left and moves `stride` pixels to the right, and at the end of a row
#   `stride` pixels down, as long as it lies wholly inside;
# - the kernel is *not* flipped: its top left number meets the top left pixel below it. (Mathematics
#   calls this correlation; neural networks, Keras among them, call it convolution.)
#
# A picture (h, w) and a kernel (a, b) give an array of a floating type with
# (h + 2 · padding - a) // stride + 1 rows and (w + 2 · padding - b) // stride + 1 columns. The kernel
# need not be square, and it fits into the padded picture. Leave the arrays as they are. A difference
# of 0.0001 is allowed.
#
# The picture `[[1, 2, 3], [4, 5, 6]]` with the kernel `[[1, -1]]`, stride 1 and padding 0 gives
# `[[-1, -1], [-1, -1]]`.


# %% exercise="convolve"
def convolve(picture, kernel, stride, padding):
    """Slide a kernel over a picture.

    Args:
        picture: (h, w) array of numbers.
        kernel: (a, b) array of numbers.
        stride: step in pixels, 1 or more.
        padding: rows and columns of zeros on each side, 0 or more.

    Returns:
        (rows, columns) array of a floating type.
    """
    ### BEGIN SOLUTION
    padded = np.pad(picture.astype(float), padding)
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::stride, ::stride]
    return (windows * kernel).sum(axis=(2, 3))
    ### END SOLUTION


# %% test="convolve" points=2
"""The kernel as it is, at each place, with stride and padding."""

# %% [markdown]
# ### Max-pooling by hand (1 point)
#
# Write `max_pool(picture, size)`. The picture is cut into squares of `size` by `size` numbers that do
# not overlap, from the top left; of each square, the largest number is kept. Rows and columns at the
# bottom and the right that do not fill a square are left out. A picture (h, w) gives an array
# (h // size, w // size). Numbers can be below zero. Leave the picture as it is.
#
# `[[1, 2, 3], [5, 4, 6], [7, 8, 9]]` with `size` 2 gives `[[5]]`.


# %% exercise="max_pool"
def max_pool(picture, size):
    """Keep the largest number of each square.

    Args:
        picture: (h, w) array of numbers, h and w at least `size`.
        size: side of a square, 1 or more.

    Returns:
        (h // size, w // size) array.
    """
    ### BEGIN SOLUTION
    rows, columns = picture.shape[0] // size, picture.shape[1] // size
    squares = picture[: rows * size, : columns * size].reshape(rows, size, columns, size)
    return squares.max(axis=(1, 3))
    ### END SOLUTION


# %% test="max_pool" points=1
"""The largest number of each square; what does not fill a square is left out."""

# %% [markdown]
# ### Softmax, one-hot and cross-entropy (2 points)
#
# Write `softmax_and_loss(scores, labels)`. A network ends with one number a label, a **score**, which
# may be any number. The function gives back three things, in this order:
#
# - `probabilities`, (n, k): the **softmax** of each row: e to the power of each score, divided by the
#   sum of these over the row. Each row sums to 1. Scores may be as large as 1,000 or as small as
#   -1,000, where e to the power of the score is too large or too small for the computer; the answer
#   must still be right (adding the same number to all scores of a row changes nothing).
# - `one_hot`, (n, k): 1 in the column of the picture's label, 0 elsewhere.
# - `loss`, one number: the **cross-entropy**, the mean over the pictures of minus the natural logarithm
#   of the probability that the label got. With the large scores above it must not become infinite
#   or nan: minus the logarithm of the probability is the logarithm of the row's sum of e to the
#   powers, minus the label's score.
#
# Leave the arrays as they are. A difference of 0.00001 is allowed.
#
# `scores` `[[0, 0]]` and `labels` `[1]` give `[[0.5, 0.5]]`, `[[0, 1]]` and 0.693.


# %% exercise="softmax_and_loss"
def softmax_and_loss(scores, labels):
    """Turn scores into probabilities, labels into one-hot rows, and both into a loss.

    Args:
        scores: (n, k) array of a floating type.
        labels: (n,) array of an integer type, 0 to k - 1.

    Returns:
        probabilities: (n, k) array, each row sums to 1.
        one_hot: (n, k) array of zeros and ones.
        loss: mean cross-entropy in natural units (nats), a number.
    """
    ### BEGIN SOLUTION
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_sums = np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    log_probabilities = shifted - log_sums
    one_hot = np.eye(scores.shape[1])[labels]
    return np.exp(log_probabilities), one_hot, -(one_hot * log_probabilities).sum(axis=1).mean()
    ### END SOLUTION


# %% test="softmax_and_loss" points=2
"""Rows that sum to 1, one-hot labels, and a loss that stays finite."""

# %% [markdown]
# ### Build the network (3 points)
#
# Write `build_cnn()`. It gives back a Keras model, not yet compiled or trained, that
#
# - takes pictures of shape (48, 48, 1), gray levels divided by 255, and gives six numbers for each,
#   which sum to 1: the last layer ends in one **softmax** (and no other layer does);
# - has at least two `Conv2D` layers, at least one `MaxPooling2D`, at least one `Dropout` and at least
#   one `Dense` layer;
# - has at most 400,000 parameters (`model.count_params()`), and at least 1,000.
#
# Order, sizes and further layers are up to you. The model is built: it knows the shape of its input
# (start with `keras.Input((48, 48, 1))`).


# %% exercise="build_cnn"
def build_cnn():
    """Build a small convolutional network for six labels.

    Returns:
        A built `keras.Model`: (n, 48, 48, 1) numbers 0 to 1 in, (n, 6) probabilities out.
    """
    ### BEGIN SOLUTION
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            keras.layers.Conv2D(32, 5, strides=2, padding="same", activation="relu"),
            keras.layers.Conv2D(64, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(96, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(128, 3, padding="same", activation="relu"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dropout(0.3),
            keras.layers.Dense(6, activation="softmax"),
        ]
    )
    ### END SOLUTION


# %% test="build_cnn" points=3
"""The shape that is asked for, the layers that are asked for, one softmax, and few parameters."""

# %% [markdown]
# ### Augmentation, for training only (2 points)
#
# Write `build_augmentation(seed)`. It gives back a Keras model of preprocessing layers that changes
# each picture a little, differently each time, while the network trains:
#
# - it mirrors about half of the pictures left to right (never upside down);
# - it shears, moves, turns or zooms each by a little: at most a tenth of the picture's size (or 0.1 of
#   a full turn), at least one of these;
# - pictures of shape (48, 48, 1) with numbers from 0 to 1 go in and come out, still from 0 to 1;
# - called with `training=False` it gives the pictures back as they are: test pictures are never
#   changed. With `training=True` it changes them.
#
# Give `seed` to each layer that takes a seed.


# %% exercise="build_augmentation"
def build_augmentation(seed):
    """Build layers that change training pictures at random.

    Args:
        seed: of the random changes, a whole number.

    Returns:
        A built `keras.Model`: (n, 48, 48, 1) numbers 0 to 1 in, the same shape and range out.
    """
    ### BEGIN SOLUTION
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            keras.layers.RandomFlip("horizontal", seed=seed),
            keras.layers.RandomShear(0.1, 0.1, fill_mode="nearest", seed=seed),
            keras.layers.RandomZoom(0.1, fill_mode="nearest", seed=seed),
        ]
    )
    ### END SOLUTION


# %% test="build_augmentation" points=2
"""Changes for training, none for a test; mirrored left to right, never upside down."""

# %% [markdown]
# ### Compile and train (3 points)
#
# Write `train_cnn(model, x, y, x_validation, y_validation, epochs)`. It compiles the model that it is
# given, trains it, and gives back the training's history: the `history` dictionary of what
# `model.fit` gives back, with the keys `loss`, `accuracy`, `val_loss` and `val_accuracy`, one number
# an epoch.
#
# - Optimizer Adam with a learning rate of 0.001; loss categorical cross-entropy on one-hot labels;
#   metric accuracy; batches of 32.
# - It learns from `x` and `y` only. `x_validation` and `y_validation` are for judging after each epoch.
# - At most `epochs` epochs, with **early stopping**: when `val_loss` has not gone below its best for
#   3 epochs in a row (`patience=3`), training ends.
# - In the end the model holds the weights of the epoch with the lowest `val_loss`, however training
#   ended.
# - Nothing is printed (`verbose=0`).


# %% exercise="train_cnn"
def train_cnn(model, x, y, x_validation, y_validation, epochs):
    """Compile and train a model with early stopping.

    Args:
        model: a built `keras.Model` with softmax outputs for k labels.
        x: (n, ...) array of inputs.
        y: (n, k) array of one-hot labels.
        x_validation: (m, ...) array of inputs.
        y_validation: (m, k) array of one-hot labels.
        epochs: the largest number of epochs.

    Returns:
        dict of lists, one number an epoch: `loss`, `accuracy`, `val_loss`, `val_accuracy`.
    """
    ### BEGIN SOLUTION
    model.compile(
        optimizer=keras.optimizers.Adam(0.001),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    stop = keras.callbacks.EarlyStopping("val_loss", patience=3, restore_best_weights=True)
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
    ### END SOLUTION


# %% test="train_cnn" points=3
"""It learns, it judges on the validation part, it stops early, and it keeps the best weights."""

# %% [markdown]
# ### Read the curves (1 point)
#
# Write `read_curves(history)`. From the dictionary of a training (lists of equal length, one number an
# epoch) it gives back two values, `best` and `gap`, in this order: the number of the epoch with the
# lowest `val_loss`, counted from 1 (if several are equally low, the first), and the `val_loss` of the
# *last* epoch minus its `loss`: how far the network is better on what it has seen. A difference of
# 0.000001 is allowed in `gap`.
#
# `{"loss": [2.0, 1.0, 0.5], "val_loss": [2.1, 1.4, 1.7]}` gives 2 and 1.2.


# %% exercise="read_curves"
def read_curves(history):
    """Find the best epoch and the gap between training and validation.

    Args:
        history: dict of lists, one number an epoch, with at least `loss` and `val_loss`.

    Returns:
        best: epoch of the lowest `val_loss`, counted from 1.
        gap: last `val_loss` minus last `loss`.
    """
    ### BEGIN SOLUTION
    best = int(np.argmin(history["val_loss"])) + 1
    return best, history["val_loss"][-1] - history["loss"][-1]
    ### END SOLUTION


# %% test="read_curves" points=1
"""The epoch to keep, and how far training and validation have come apart."""

# %% [markdown]
# ### Your network on hidden faces (2 points)
#
# `train_network(pictures, labels)`: TO BE SETTLED BY MEASUREMENT (as `train_challenger` of the second
# assignment: model, low, high).


# %% exercise="train_network"
def train_network(pictures, labels):
    """Train a network of your own, and say how well it will do.

    Args:
        pictures: (n, 48, 48) array, uint8.
        labels: (n,) array of an integer type, 0 to 5.

    Returns:
        model: fitted, with `predict(pictures)`: (m, 48, 48) uint8 in, (m, 6) probabilities out.
        low: lower end of the interval in which its score will land.
        high: upper end, at most 0.12 above `low`.
    """
    ### BEGIN SOLUTION
    raise RuntimeError("to be written")
    ### END SOLUTION


# %% test="train_network" points=2
"""Better than always the same answer, by a margin; and the score is where you said."""
