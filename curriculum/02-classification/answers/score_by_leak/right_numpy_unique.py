"""Groups of equal rows by numpy.unique."""

import numpy as np


def score_by_leak(pictures, labels, usage, answers):
    rows = pictures.reshape(len(pictures), -1)
    _, group = np.unique(rows, axis=0, return_inverse=True)
    group = group.ravel()
    leaks = np.isin(group, group[usage == 0])
    hit = answers == labels
    everything = np.isin(usage, [1, 2])
    chosen = (everything, everything & ~leaks, everything & leaks)
    return np.array([np.mean(hit[part]) for part in chosen])
