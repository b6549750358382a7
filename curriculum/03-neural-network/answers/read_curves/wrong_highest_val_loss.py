"""The epoch with the highest val_loss, as if it were a score.

fails: the_epoch_with_the_lowest_val_loss, the_first_of_equally_low_ones, keys_in_any_order
reason: the epoch with the lowest `val_loss`
"""

import numpy as np


def read_curves(history):
    return np.argmax(history["val_loss"]) + 1, history["val_loss"][-1] - history["loss"][-1]
