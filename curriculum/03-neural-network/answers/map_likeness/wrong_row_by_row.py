"""Each row of a map is compared by itself.

fails: the_mean_over_the_pairs, the_order_counts_and_not_the_size, equal_numbers_share_their_ranks, other_way_round_is_below_zero, a_map_of_equal_numbers_counts_as_zero, both_stacks_are_left_alone
reason: each map as one row of numbers
"""

import numpy as np
from scipy import stats


def map_likeness(first, second):
    each = []
    for one, other in zip(first, second):
        if np.ptp(one) == 0 or np.ptp(other) == 0:
            each.append(0.0)
            continue
        rows = [
            stats.spearmanr(a, b).statistic if np.ptp(a) and np.ptp(b) else 0
            for a, b in zip(one, other)
        ]
        each.append(np.mean(rows))
    return np.mean(each)
