"""Only two counts are needed: second alone and first alone."""

import math


def paired_interval(first, second):
    n = len(first)
    gained = int((second & ~first).sum())
    lost = int((first & ~second).sum())
    mean = (gained - lost) / n
    variance = (gained + lost) / n - mean**2
    half = 1.96 * math.sqrt(variance / n)
    return mean, mean - half, mean + half
