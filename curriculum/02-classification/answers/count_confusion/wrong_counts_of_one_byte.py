"""Counts of type uint8 begin again at 0 after 255.

fails: many_pictures_of_one_kind
reason: come together some hundred times
"""

import numpy as np


def count_confusion(labels, answers, k):
    table = np.zeros((k, k), dtype=np.uint8)
    np.add.at(table, (labels, answers), 1)
    return table
