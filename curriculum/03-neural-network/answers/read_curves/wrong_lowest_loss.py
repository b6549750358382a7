"""The epoch with the lowest training loss.

fails: the_epoch_with_the_lowest_val_loss, the_first_of_equally_low_ones, keys_in_any_order
reason: the epoch with the lowest `val_loss`
"""

import numpy as np


def read_curves(history):
    return np.argmin(history["loss"]) + 1, history["val_loss"][-1] - history["loss"][-1]
