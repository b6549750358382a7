"""A learning rate of 0.1 is written into the function.

fails: as_far_as_the_rate_says, many_steps_reach_the_bottom
reason: twice the rate, twice the step
"""

import numpy as np


def gradient_step(weights, features, targets, rate):
    errors = features @ weights - targets
    return weights - 0.1 * 2 * features.T @ errors / len(targets), np.mean(errors**2)
