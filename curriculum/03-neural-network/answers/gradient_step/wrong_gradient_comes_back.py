"""The gradient comes back instead of the new weights.

fails: against_the_gradient, as_far_as_the_rate_says, rows_that_repeat_change_nothing, many_steps_reach_the_bottom, the_three_arrays_are_left_alone
reason: `new_weights` is not where the step should end
"""

import numpy as np


def gradient_step(weights, features, targets, rate):
    errors = features @ weights - targets
    return 2 * features.T @ errors / len(targets), np.mean(errors**2)
