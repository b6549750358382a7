"""The sign is dropped.

fails: other_way_round_is_below_zero
reason: is below zero
"""

import numpy as np
from scipy import stats


def map_likeness(first, second):
    each = [
        abs(stats.spearmanr(one.ravel(), other.ravel()).statistic)
        if np.ptp(one) and np.ptp(other)
        else 0
        for one, other in zip(first, second)
    ]
    return np.mean(each)
