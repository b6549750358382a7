"""The new weights are a column: (d, 1) instead of (d,).

fails: against_the_gradient, as_far_as_the_rate_says, rows_that_repeat_change_nothing, many_steps_reach_the_bottom, the_three_arrays_are_left_alone
reason: `new_weights` should have shape
"""

import numpy as np


def gradient_step(weights, features, targets, rate):
    column = weights.reshape(-1, 1)
    errors = features @ column - targets.reshape(-1, 1)
    return column - rate * 2 * features.T @ errors / len(targets), np.mean(errors**2)
