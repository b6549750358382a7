"""Four digits after the point are enough for a difference of 0.001."""

import numpy as np


def score_interval(hits):
    n, k, zz = len(hits), np.count_nonzero(hits), 1.96**2
    middle = (k + zz / 2) / (n + zz)
    half = np.sqrt(zz * (k * (n - k) / n + zz / 4)) / (n + zz)
    return round(middle - half, 4), round(middle + half, 4)
