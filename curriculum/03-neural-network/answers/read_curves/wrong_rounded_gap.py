"""The gap is rounded to one digit after the point.

fails: the_gap_at_the_end, a_gap_below_zero, keys_in_any_order, a_training_of_one_epoch
reason: the last epoch's `val_loss` minus the last epoch's `loss`
"""

import numpy as np


def read_curves(history):
    gap = round(history["val_loss"][-1] - history["loss"][-1], 1)
    return np.argmin(history["val_loss"]) + 1, gap
