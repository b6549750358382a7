"""The first epoch is left out of the search, because the network has hardly learned then.

fails: a_training_of_one_epoch
reason: `read_curves` stopped with
"""

import numpy as np


def read_curves(history):
    return np.argmin(history["val_loss"][1:]) + 2, history["val_loss"][-1] - history["loss"][-1]
