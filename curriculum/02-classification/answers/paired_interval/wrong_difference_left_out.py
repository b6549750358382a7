"""Only the two ends come back.

fails: the_difference_is_second_minus_first, models_that_err_on_the_same_pictures, models_that_err_on_different_pictures, two_models_that_hit_the_same_pictures
reason: should come back, but 2 things came back
"""

import numpy as np


def paired_interval(first, second):
    d = second.astype(float) - first.astype(float)
    half = 1.96 * d.std() / np.sqrt(len(d))
    return d.mean() - half, d.mean() + half
