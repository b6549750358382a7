"""The loss is computed with the new weights.

fails: the_loss_before_the_step, rows_that_repeat_change_nothing
reason: with the weights as they were before the step
"""

import numpy as np


def gradient_step(weights, features, targets, rate):
    errors = features @ weights - targets
    new = weights - rate * 2 * features.T @ errors / len(targets)
    return new, np.mean((features @ new - targets) ** 2)
