"""Two flat maps count as alike, because they are equal.

fails: a_map_of_equal_numbers_counts_as_zero
reason: that pair counts as 0
"""

import numpy as np
from scipy import stats


def map_likeness(first, second):
    each = []
    for one, other in zip(first, second):
        if np.ptp(one) == 0 and np.ptp(other) == 0:
            each.append(1.0)
        elif np.ptp(one) == 0 or np.ptp(other) == 0:
            each.append(0.0)
        else:
            each.append(stats.spearmanr(one.ravel(), other.ravel()).statistic)
    return np.mean(each)
