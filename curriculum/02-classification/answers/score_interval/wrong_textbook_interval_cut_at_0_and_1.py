"""The interval of the textbooks, cut where it leaves 0 to 1.

fails: some_hits_of_a_few_pictures, no_hit_and_nothing_but_hits, one_single_picture, rare_hits_or_rare_misses_of_many_pictures
reason: go through the formula term by term
"""

import numpy as np


def score_interval(hits):
    n, p = len(hits), np.mean(hits)
    half = 1.96 * np.sqrt(p * (1 - p) / n)
    return max(p - half, 0), min(p + half, 1)
