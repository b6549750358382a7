"""The loss comes back as text, ready for printing.

fails: the_loss_before_the_step, rows_that_repeat_change_nothing
reason: `loss` should be one number, but a str came back
"""

import numpy as np


def gradient_step(weights, features, targets, rate):
    errors = features @ weights - targets
    return weights - rate * 2 * features.T @ errors / len(targets), f"{np.mean(errors**2):.6f}"
