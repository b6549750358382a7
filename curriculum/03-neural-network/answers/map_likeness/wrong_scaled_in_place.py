"""The maps are scaled from 0 to 1 in place; the order stays, the stacks do not.

fails: both_stacks_are_left_alone
reason: should be left as it is
"""

import numpy as np
from scipy import stats


def map_likeness(first, second):
    total = 0.0
    for one, other in zip(first, second):
        if np.ptp(one) == 0 or np.ptp(other) == 0:
            continue
        for each in (one, other):
            each -= each.min()
            each /= each.max()
        total += stats.spearmanr(one.ravel(), other.ravel()).statistic
    return total / len(first)
