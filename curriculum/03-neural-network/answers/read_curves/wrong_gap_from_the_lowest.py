"""Lowest val_loss minus lowest loss.

fails: the_gap_at_the_end, a_gap_below_zero, keys_in_any_order
reason: the last epoch's `val_loss` minus the last epoch's `loss`
"""

import numpy as np


def read_curves(history):
    return np.argmin(history["val_loss"]) + 1, min(history["val_loss"]) - min(history["loss"])
