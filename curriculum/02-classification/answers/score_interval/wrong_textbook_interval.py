"""The interval of the textbooks, which is a point when nothing or everything is hit.

fails: some_hits_of_a_few_pictures, no_hit_and_nothing_but_hits, one_single_picture, rare_hits_or_rare_misses_of_many_pictures
reason: is wrong when no picture is a hit
"""

import numpy as np


def score_interval(hits):
    n, p = len(hits), np.mean(hits)
    half = 1.96 * np.sqrt(p * (1 - p) / n)
    return p - half, p + half
