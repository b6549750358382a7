"""The standard deviation divided by n - 1, which has no value for one picture.

fails: some_hits_of_a_few_pictures, one_single_picture
reason: is nan, which is no number
"""

import numpy as np


def score_interval(hits):
    n, p, z = len(hits), np.mean(hits), 1.96
    middle = p + z**2 / (2 * n)
    half = z * np.sqrt(np.var(hits, ddof=1) / n + z**2 / (4 * n**2))
    return (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)
