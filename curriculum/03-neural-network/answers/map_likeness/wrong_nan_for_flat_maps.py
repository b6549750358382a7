"""A flat map makes the answer nan.

fails: a_map_of_equal_numbers_counts_as_zero
reason: that pair counts as 0
"""

import numpy as np
from scipy import stats


def map_likeness(first, second):
    each = [stats.spearmanr(a.ravel(), b.ravel()).statistic for a, b in zip(first, second)]
    return np.mean(each)
