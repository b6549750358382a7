"""SciPy's p-value too.

fails: the_mean_over_the_pairs, the_order_counts_and_not_the_size, equal_numbers_share_their_ranks, other_way_round_is_below_zero, a_map_of_equal_numbers_counts_as_zero, both_stacks_are_left_alone
reason: should be one number, but a tuple came back
"""

import numpy as np
from scipy import stats


def map_likeness(first, second):
    each = [
        tuple(stats.spearmanr(one.ravel(), other.ravel()))
        if np.ptp(one) and np.ptp(other)
        else (0, 1)
        for one, other in zip(first, second)
    ]
    return tuple(np.mean(each, axis=0))
