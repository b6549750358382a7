"""Counting in a loop, and the standard library alone."""

import math
from statistics import NormalDist


def score_interval(hits):
    z = NormalDist().inv_cdf(0.975)
    n = k = 0
    for hit in hits:
        n += 1
        k += bool(hit)
    middle = (k + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * math.sqrt(k * (n - k) / n + z * z / 4)
    return [max(0.0, middle - half), min(1.0, middle + half)]
