"""The interval is one standard error wide on each side.

fails: models_that_err_on_the_same_pictures, models_that_err_on_different_pictures
reason: should come from d, picture by picture
"""

import numpy as np


def paired_interval(first, second):
    d = second.astype(float) - first.astype(float)
    half = d.std() / np.sqrt(len(d))
    return d.mean(), d.mean() - half, d.mean() + half
