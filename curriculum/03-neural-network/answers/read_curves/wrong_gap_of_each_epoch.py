"""A gap for each epoch.

fails: the_gap_at_the_end, a_gap_below_zero, keys_in_any_order, a_training_of_one_epoch
reason: `gap` should be one number, but a numpy array came back
"""

import numpy as np


def read_curves(history):
    gaps = np.subtract(history["val_loss"], history["loss"])
    return np.argmin(history["val_loss"]) + 1, gaps
