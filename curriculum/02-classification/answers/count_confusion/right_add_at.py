"""numpy.add.at adds once for each picture."""

import numpy as np


def count_confusion(labels, answers, k):
    table = np.zeros((k, k), dtype=np.uint32)
    np.add.at(table, (labels, answers), 1)
    return table
