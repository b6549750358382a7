"""Intervals for the benchmarks: shares, balanced accuracy, many comparisons at once."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np


def share(hits: int, n: int, level: float = 0.95) -> list[float]:
    """Wilson's interval for `hits` of `n`."""
    z = NormalDist().inv_cdf(0.5 + level / 2)
    p, n = hits / n, float(n)
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return [round(middle - half, 4), round(middle + half, 4)]


def balanced(truth: np.ndarray, answer: np.ndarray) -> tuple[float, float]:
    """Balanced accuracy of yes-or-no answers, and its standard error."""
    rates, variance = [], 0.0
    for value in (True, False):
        right = answer[truth == value] == value
        n = max(len(right), 1)
        # One success and one failure more: a rate of exactly 1 has a standard error, too.
        p = (right.sum() + 1) / (n + 2)
        rates.append(right.mean() if len(right) else math.nan)
        variance += p * (1 - p) / n
    return float(np.mean(rates)), math.sqrt(variance) / 2


def corrected_z(comparisons: int, level: float = 0.95) -> float:
    """How many standard errors an interval needs so that all together hold (Bonferroni)."""
    return NormalDist().inv_cdf(1 - (1 - level) / (2 * comparisons))
