"""p is the number of hits instead of their share.

fails: some_hits_of_a_few_pictures, no_hit_and_nothing_but_hits, rare_hits_or_rare_misses_of_many_pictures
reason: is nan, which is no number
"""

import numpy as np


def score_interval(hits):
    n, p, z = len(hits), hits.sum(), 1.96
    middle = p + z**2 / (2 * n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)
