"""The square root is left out.

fails: some_hits_of_a_few_pictures, no_hit_and_nothing_but_hits, one_single_picture, rare_hits_or_rare_misses_of_many_pictures
reason: go through the formula term by term
"""

import numpy as np


def score_interval(hits):
    n, p, z = len(hits), np.mean(hits), 1.96
    middle = p + z**2 / (2 * n)
    half = z * (p * (1 - p) / n + z**2 / (4 * n**2))
    return (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)
