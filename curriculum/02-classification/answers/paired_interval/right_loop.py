"""A loop over the pictures, and the standard library."""

from statistics import fmean, pstdev


def paired_interval(first, second):
    d = []
    for one, other in zip(first, second):
        if other and not one:
            d.append(1)
        elif one and not other:
            d.append(-1)
        else:
            d.append(0)
    half = 1.96 * pstdev(d) / len(d) ** 0.5
    return [fmean(d), fmean(d) - half, fmean(d) + half]
