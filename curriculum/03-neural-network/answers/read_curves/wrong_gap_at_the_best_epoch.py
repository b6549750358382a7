"""The gap at the best epoch instead of the last.

fails: the_gap_at_the_end, a_gap_below_zero, keys_in_any_order
reason: the last epoch's `val_loss` minus the last epoch's `loss`
"""

import numpy as np


def read_curves(history):
    place = int(np.argmin(history["val_loss"]))
    return place + 1, history["val_loss"][place] - history["loss"][place]
