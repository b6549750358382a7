"""The places in order instead of the ranks.

fails: the_mean_over_the_pairs, the_order_counts_and_not_the_size, equal_numbers_share_their_ranks, other_way_round_is_below_zero, a_map_of_equal_numbers_counts_as_zero, both_stacks_are_left_alone
reason: the mean of the pairs' rank correlations
"""

import numpy as np


def map_likeness(first, second):
    each = []
    for one, other in zip(first, second):
        if np.ptp(one) == 0 or np.ptp(other) == 0:
            each.append(0.0)
            continue
        each.append(np.corrcoef(np.argsort(one.ravel()), np.argsort(other.ravel()))[0, 1])
    return np.mean(each)
