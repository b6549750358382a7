"""How many pictures are won, instead of the share.

fails: the_difference_is_second_minus_first, models_that_err_on_the_same_pictures, models_that_err_on_different_pictures
reason: shares lie between 0 and 1
"""

import numpy as np


def paired_interval(first, second):
    d = second.astype(float) - first.astype(float)
    half = 1.96 * d.std() * np.sqrt(len(d))
    return d.sum(), d.sum() - half, d.sum() + half
