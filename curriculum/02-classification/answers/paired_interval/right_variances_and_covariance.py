"""The variance of a difference: two variances less twice the covariance."""

import numpy as np


def paired_interval(first, second):
    table = np.cov(first, second, ddof=0)
    variance = max(table[0, 0] + table[1, 1] - 2 * table[0, 1], 0)
    half = 1.96 * np.sqrt(variance / len(first))
    difference = second.mean() - first.mean()
    return difference, difference - half, difference + half
