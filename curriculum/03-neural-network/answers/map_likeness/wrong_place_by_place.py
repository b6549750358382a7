"""Correlates each place over the maps, and takes the mean over the places.

fails: the_mean_over_the_pairs, the_order_counts_and_not_the_size, equal_numbers_share_their_ranks, a_map_of_equal_numbers_counts_as_zero, both_stacks_are_left_alone, other_way_round_is_below_zero
reason: take one pair after the other
"""

import warnings

import numpy as np
from scipy import stats


def map_likeness(first, second):
    columns = (maps.reshape(len(maps), -1).T for maps in (first, second))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        each = [stats.spearmanr(a, b).statistic for a, b in zip(*columns)]
    return np.nan_to_num(each).mean()
