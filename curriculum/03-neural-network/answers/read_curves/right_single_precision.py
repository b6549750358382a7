"""Arrays in single precision; the epoch as a float, which is the same number."""

import numpy as np


def read_curves(history):
    loss = np.array(history["loss"], np.float32)
    val_loss = np.array(history["val_loss"], np.float64)
    return float(np.flatnonzero(val_loss == val_loss.min())[0] + 1), val_loss[-1] - loss[-1]
