"""The epoch as text.

fails: the_epoch_with_the_lowest_val_loss, the_first_of_equally_low_ones, keys_in_any_order, a_training_of_one_epoch
reason: `best` should be one number, but a str came back
"""

import numpy as np


def read_curves(history):
    best = f"epoch {np.argmin(history['val_loss']) + 1}"
    return best, history["val_loss"][-1] - history["loss"][-1]
