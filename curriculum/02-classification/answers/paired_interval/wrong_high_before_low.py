"""The upper end comes before the lower one.

fails: models_that_err_on_the_same_pictures, models_that_err_on_different_pictures
reason: `low` is above `high`: look at their order
"""

import numpy as np


def paired_interval(first, second):
    d = second.astype(float) - first.astype(float)
    half = 1.96 * d.std() / np.sqrt(len(d))
    return d.mean(), d.mean() + half, d.mean() - half
