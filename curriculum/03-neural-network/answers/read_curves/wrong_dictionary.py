"""A dictionary comes back instead of two things.

fails: the_epoch_with_the_lowest_val_loss, the_first_of_equally_low_ones, the_gap_at_the_end, a_gap_below_zero, keys_in_any_order, a_training_of_one_epoch
reason: two things, `best` and `gap`, but a dict came back
"""

import numpy as np


def read_curves(history):
    gap = history["val_loss"][-1] - history["loss"][-1]
    return {"best": np.argmin(history["val_loss"]) + 1, "gap": gap}
