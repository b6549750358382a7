"""Pairs with a flat map are left out of the mean.

fails: a_map_of_equal_numbers_counts_as_zero
reason: it is one of the n pairs
"""

import numpy as np
from scipy import stats


def map_likeness(first, second):
    each = [
        stats.spearmanr(one.ravel(), other.ravel()).statistic
        for one, other in zip(first, second)
        if np.ptp(one) and np.ptp(other)
    ]
    return np.mean(each) if each else 0.0
