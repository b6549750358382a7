"""Divided by the number of weights instead of the number of rows.

fails: against_the_gradient, as_far_as_the_rate_says, rows_that_repeat_change_nothing, many_steps_reach_the_bottom, the_three_arrays_are_left_alone
reason: at 2 / n
"""

import numpy as np


def gradient_step(weights, features, targets, rate):
    errors = features @ weights - targets
    return weights - rate * 2 * features.T @ errors / len(weights), np.mean(errors**2)
