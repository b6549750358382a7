"""A picture that only the first model hits counts like one that only the second hits.

fails: the_difference_is_second_minus_first, models_that_err_on_the_same_pictures, models_that_err_on_different_pictures
reason: `difference` should be the mean of d
"""

import numpy as np


def paired_interval(first, second):
    d = (second ^ first).astype(float)
    half = 1.96 * d.std() / np.sqrt(len(d))
    return d.mean(), d.mean() - half, d.mean() + half
