"""SciPy says nan for a flat map, and nan becomes 0."""

import warnings

import numpy as np
from scipy import stats


def map_likeness(first, second):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pairs = [stats.spearmanr(a, b, axis=None)[0] for a, b in zip(first, second)]
    return np.nan_to_num(pairs).mean()
