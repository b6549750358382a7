"""One squared difference a row instead of their mean.

fails: the_loss_before_the_step, rows_that_repeat_change_nothing
reason: `loss` should be one number, but a numpy array came back
"""


def gradient_step(weights, features, targets, rate):
    errors = features @ weights - targets
    return weights - rate * 2 * features.T @ errors / len(targets), errors**2
