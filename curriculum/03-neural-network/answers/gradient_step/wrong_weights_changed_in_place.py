"""The weights that were given are changed in place.

fails: the_three_arrays_are_left_alone
reason: the array `weights` should be left as it is
"""

import numpy as np


def gradient_step(weights, features, targets, rate):
    errors = features @ weights - targets
    weights -= rate * 2 * features.T @ errors / len(targets)
    return weights, np.mean(errors**2)
