"""The root of the mean square comes back as the loss.

fails: the_loss_before_the_step, rows_that_repeat_change_nothing
reason: the mean over the rows of the squared differences
"""

import numpy as np


def gradient_step(weights, features, targets, rate):
    errors = features @ weights - targets
    return weights - rate * 2 * features.T @ errors / len(targets), np.sqrt(np.mean(errors**2))
