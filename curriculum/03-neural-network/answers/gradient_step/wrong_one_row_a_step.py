"""A step after each row: stochastic gradient descent.

fails: against_the_gradient, as_far_as_the_rate_says, rows_that_repeat_change_nothing, many_steps_reach_the_bottom, the_three_arrays_are_left_alone
reason: loss and gradient are means over the rows
"""

import numpy as np


def gradient_step(weights, features, targets, rate):
    loss = np.mean((features @ weights - targets) ** 2)
    for row, target in zip(features, targets):
        weights = weights - rate * 2 * (row @ weights - target) * row
    return weights, loss
