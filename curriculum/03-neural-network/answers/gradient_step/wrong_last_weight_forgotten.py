"""The loop ends before the last weight, which stays nan.

fails: against_the_gradient, as_far_as_the_rate_says, rows_that_repeat_change_nothing, many_steps_reach_the_bottom, the_three_arrays_are_left_alone
reason: `new_weights` holds 1 value that is nan or infinite
"""

import numpy as np


def gradient_step(weights, features, targets, rate):
    errors = features @ weights - targets
    new = np.full(len(weights), np.nan)
    for place in range(len(weights) - 1):
        new[place] = weights[place] - rate * 2 * np.mean(errors * features[:, place])
    return new, np.mean(errors**2)
