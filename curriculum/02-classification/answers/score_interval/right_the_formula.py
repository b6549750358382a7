"""The formula as it stands."""

import numpy as np


def score_interval(hits):
    n, p, z = len(hits), np.mean(hits), 1.96
    root = np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    low = (p + z**2 / (2 * n) - z * root) / (1 + z**2 / n)
    high = (p + z**2 / (2 * n) + z * root) / (1 + z**2 / n)
    return low, high
