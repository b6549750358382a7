"""d picture by picture, then its mean and standard error."""

import numpy as np


def paired_interval(first, second):
    d = second.astype(int) - first.astype(int)
    half = 1.96 * np.std(d) / np.sqrt(len(d))
    return np.mean(d), np.mean(d) - half, np.mean(d) + half
