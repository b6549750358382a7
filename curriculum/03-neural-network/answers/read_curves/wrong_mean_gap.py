"""The mean of the gaps of all epochs.

fails: the_gap_at_the_end, a_gap_below_zero, keys_in_any_order
reason: the last epoch's `val_loss` minus the last epoch's `loss`
"""

import numpy as np


def read_curves(history):
    gaps = np.subtract(history["val_loss"], history["loss"])
    return np.argmin(history["val_loss"]) + 1, gaps.mean()
