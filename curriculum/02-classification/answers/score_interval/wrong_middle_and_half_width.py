"""The middle and half of the width come back.

fails: some_hits_of_a_few_pictures, no_hit_and_nothing_but_hits, one_single_picture, rare_hits_or_rare_misses_of_many_pictures
reason: `low` is wrong when no picture is a hit
"""

import numpy as np


def score_interval(hits):
    n, p, z = len(hits), np.mean(hits), 1.96
    middle = p + z**2 / (2 * n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return middle / (1 + z**2 / n), half / (1 + z**2 / n)
