"""SciPy warns of a map of equal numbers, and nobody keeps the warning back."""

import numpy as np
from scipy import stats


def map_likeness(first, second):
    pairs = [stats.spearmanr(a.ravel(), b.ravel()).statistic for a, b in zip(first, second)]
    return np.where(np.isnan(pairs), 0, pairs).mean()
