"""The new weights are a list.

fails: against_the_gradient, as_far_as_the_rate_says, rows_that_repeat_change_nothing, many_steps_reach_the_bottom, the_three_arrays_are_left_alone
reason: `new_weights` should be a numpy array, but a list came back
"""

import numpy as np


def gradient_step(weights, features, targets, rate):
    errors = features @ weights - targets
    new = weights - rate * 2 * features.T @ errors / len(targets)
    return new.tolist(), np.mean(errors**2)
