"""The lists are taken by their place in the dictionary.

fails: keys_in_any_order
reason: the two lists should be found by their names
"""

import numpy as np


def read_curves(history):
    lists = list(history.values())
    loss, val_loss = (lists[1], lists[3]) if len(lists) > 2 else lists
    return np.argmin(val_loss) + 1, val_loss[-1] - loss[-1]
