"""The table is as large as the largest label says.

fails: what_does_not_occur_keeps_its_place
reason: should have shape (6, 6)
"""

import numpy as np


def count_confusion(labels, answers, k):
    k = max(labels.max(), answers.max()) + 1
    table = np.zeros((k, k), dtype=int)
    np.add.at(table, (labels, answers), 1)
    return table
