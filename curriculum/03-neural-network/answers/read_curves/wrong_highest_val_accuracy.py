"""The epoch with the highest validation accuracy.

fails: the_epoch_with_the_lowest_val_loss, the_first_of_equally_low_ones, keys_in_any_order
reason: the epoch with the lowest `val_loss`
"""

import numpy as np


def read_curves(history):
    measure = history.get("val_accuracy", [-v for v in history["val_loss"]])
    return np.argmax(measure) + 1, history["val_loss"][-1] - history["loss"][-1]
