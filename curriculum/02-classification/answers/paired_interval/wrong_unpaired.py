"""The interval of two independent scores: that they are the same pictures is lost.

fails: models_that_err_on_the_same_pictures, models_that_err_on_different_pictures, two_models_that_hit_the_same_pictures
reason: mostly hit and miss together: the interval should come from d, picture by picture
"""

import numpy as np


def paired_interval(first, second):
    n, p, q = len(first), first.mean(), second.mean()
    half = 1.96 * np.sqrt(p * (1 - p) / n + q * (1 - q) / n)
    return q - p, q - p - half, q - p + half
