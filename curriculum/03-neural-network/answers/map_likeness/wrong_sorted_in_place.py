"""The maps are sorted before they are compared, in place.

fails: the_mean_over_the_pairs, the_order_counts_and_not_the_size, equal_numbers_share_their_ranks, other_way_round_is_below_zero, a_map_of_equal_numbers_counts_as_zero, both_stacks_are_left_alone
reason: the first stack should be left as it is
"""

import numpy as np
from scipy import stats


def map_likeness(first, second):
    first.reshape(len(first), -1).sort(axis=1)
    second.reshape(len(second), -1).sort(axis=1)
    each = [
        stats.spearmanr(one.ravel(), other.ravel()).statistic
        if np.ptp(one) and np.ptp(other)
        else 0
        for one, other in zip(first, second)
    ]
    return np.mean(each)
