"""All three numbers in percent.

fails: the_difference_is_second_minus_first, models_that_err_on_the_same_pictures, models_that_err_on_different_pictures
reason: shares lie between 0 and 1
"""

import numpy as np


def paired_interval(first, second):
    d = 100 * (second.astype(float) - first.astype(float))
    half = 1.96 * d.std() / np.sqrt(len(d))
    return d.mean(), d.mean() - half, d.mean() + half
