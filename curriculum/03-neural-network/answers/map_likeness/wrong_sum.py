"""The sum over the pairs instead of the mean.

fails: the_mean_over_the_pairs, the_order_counts_and_not_the_size, equal_numbers_share_their_ranks, other_way_round_is_below_zero, a_map_of_equal_numbers_counts_as_zero, both_stacks_are_left_alone
reason: the mean of the pairs' rank correlations
"""

import numpy as np
from scipy import stats


def map_likeness(first, second):
    return sum(
        stats.spearmanr(one.ravel(), other.ravel()).statistic
        for one, other in zip(first, second)
        if np.ptp(one) and np.ptp(other)
    )
