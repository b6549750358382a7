"""The gradient is added: the step goes uphill.

fails: against_the_gradient, as_far_as_the_rate_says, rows_that_repeat_change_nothing, many_steps_reach_the_bottom, the_three_arrays_are_left_alone
reason: look at the direction of the step
"""

import numpy as np


def gradient_step(weights, features, targets, rate):
    errors = features @ weights - targets
    gradient = 2 * features.T @ errors / len(targets)
    return weights + rate * gradient, np.mean(errors**2)
