"""The table is made without a type, so it holds floats.

fails: integers_in_and_integers_out
reason: should be of type integer, but its dtype is float64
"""

import numpy as np


def count_confusion(labels, answers, k):
    table = np.zeros((k, k))
    np.add.at(table, (labels, answers), 1)
    return table
