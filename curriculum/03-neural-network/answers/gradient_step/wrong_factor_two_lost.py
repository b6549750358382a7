"""The 2 that comes down from the square is lost.

fails: against_the_gradient, as_far_as_the_rate_says, rows_that_repeat_change_nothing, many_steps_reach_the_bottom, the_three_arrays_are_left_alone
reason: at 2 / n
"""

import numpy as np


def gradient_step(weights, features, targets, rate):
    errors = features @ weights - targets
    return weights - rate * features.T @ errors / len(targets), np.mean(errors**2)
