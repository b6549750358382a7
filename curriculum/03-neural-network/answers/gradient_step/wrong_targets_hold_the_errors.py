"""The array of targets is used again for the errors.

fails: the_three_arrays_are_left_alone
reason: the array `targets` should be left as it is
"""

import numpy as np


def gradient_step(weights, features, targets, rate):
    targets -= features @ weights
    return weights + rate * 2 * features.T @ targets / len(targets), np.mean(targets**2)
