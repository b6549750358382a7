"""SciPy's rank correlation, pair after pair; flat maps add nothing."""

import numpy as np
from scipy import stats


def map_likeness(first, second):
    total = 0.0
    for one, other in zip(first, second):
        if one.max() > one.min() and other.max() > other.min():
            total += stats.spearmanr(one.ravel(), other.ravel()).statistic
    return total / len(first)
