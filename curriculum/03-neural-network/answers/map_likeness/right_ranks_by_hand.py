"""Ranks, then the correlation of the ranks by its formula."""

import numpy as np
from scipy import stats


def map_likeness(first, second):
    def ranks(maps):
        rows = stats.rankdata(maps.reshape(len(maps), -1), axis=1)
        return rows - rows.mean(axis=1, keepdims=True)

    a, b = ranks(first), ranks(second)
    spread = np.sqrt((a**2).sum(axis=1) * (b**2).sum(axis=1))
    together = (a * b).sum(axis=1)
    return float(np.mean(np.where(spread > 0, together / np.where(spread > 0, spread, 1), 0)))
