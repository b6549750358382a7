"""The two mean maps are compared.

fails: the_mean_over_the_pairs, the_order_counts_and_not_the_size, equal_numbers_share_their_ranks, other_way_round_is_below_zero, a_map_of_equal_numbers_counts_as_zero, both_stacks_are_left_alone
reason: take one pair after the other
"""

import numpy as np
from scipy import stats


def map_likeness(first, second):
    one, other = first.mean(axis=0), second.mean(axis=0)
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return 0.0
    return stats.spearmanr(one.ravel(), other.ravel()).statistic
