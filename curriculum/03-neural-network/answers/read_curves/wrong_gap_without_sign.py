"""The gap is never below zero.

fails: a_gap_below_zero
reason: `gap` should lie below zero
"""

import numpy as np


def read_curves(history):
    gap = abs(history["val_loss"][-1] - history["loss"][-1])
    return np.argmin(history["val_loss"]) + 1, gap
