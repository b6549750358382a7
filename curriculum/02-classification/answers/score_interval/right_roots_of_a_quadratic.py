"""The two shares at which the score lies 1.96 standard errors away."""

import numpy as np


def score_interval(hits):
    n, p, z = hits.size, hits.mean(), 1.96
    return np.sort(np.roots([1 + z**2 / n, -(2 * p + z**2 / n), p**2]).real)
