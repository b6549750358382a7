"""Only the pictures on which the models differ count.

fails: the_difference_is_second_minus_first, models_that_err_on_the_same_pictures, models_that_err_on_different_pictures, two_models_that_hit_the_same_pictures
reason: is nan, which is no number
"""

import numpy as np


def paired_interval(first, second):
    differ = first != second
    d = second[differ].astype(float) - first[differ].astype(float)
    half = 1.96 * d.std() / np.sqrt(len(d))
    return d.mean(), d.mean() - half, d.mean() + half
