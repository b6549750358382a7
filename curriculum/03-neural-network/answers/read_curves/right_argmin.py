"""numpy's argmin, which gives the first of equals."""

import numpy as np


def read_curves(history):
    return np.argmin(history["val_loss"]) + 1, history["val_loss"][-1] - history["loss"][-1]
