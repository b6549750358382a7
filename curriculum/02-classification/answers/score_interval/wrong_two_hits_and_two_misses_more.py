"""The rule of thumb that adds two hits and two misses and then takes the textbook's interval.

fails: some_hits_of_a_few_pictures, no_hit_and_nothing_but_hits, one_single_picture, rare_hits_or_rare_misses_of_many_pictures
reason: is wrong when no picture is a hit
"""

import numpy as np


def score_interval(hits):
    n = len(hits) + 4
    p = (np.sum(hits) + 2) / n
    half = 1.96 * np.sqrt(p * (1 - p) / n)
    return max(p - half, 0), min(p + half, 1)
