"""A single picture, nothing but hits and no hit at all are sent back as a point.

fails: no_hit_and_nothing_but_hits, one_single_picture
reason: is wrong when there is one single picture
"""

import numpy as np


def score_interval(hits):
    n, p, z = len(hits), np.mean(hits), 1.96
    middle = p + z**2 / (2 * n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    if p in (0, 1):
        return p, p
    return (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)
