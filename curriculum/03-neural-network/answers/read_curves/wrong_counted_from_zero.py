"""Epochs are counted from 0.

fails: the_epoch_with_the_lowest_val_loss, the_first_of_equally_low_ones, keys_in_any_order, a_training_of_one_epoch
reason: the first epoch is number 1
"""

import numpy as np


def read_curves(history):
    return np.argmin(history["val_loss"]), history["val_loss"][-1] - history["loss"][-1]
