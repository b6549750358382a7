"""The gradient is the sum over the rows, not their mean.

fails: against_the_gradient, as_far_as_the_rate_says, rows_that_repeat_change_nothing, many_steps_reach_the_bottom, the_three_arrays_are_left_alone
reason: when each row stands there four times
"""

import numpy as np


def gradient_step(weights, features, targets, rate):
    errors = features @ weights - targets
    return weights - rate * 2 * features.T @ errors, np.mean(errors**2)
