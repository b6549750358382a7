"""The loss is the sum of the squares, not their mean.

fails: the_loss_before_the_step, rows_that_repeat_change_nothing
reason: loss and gradient are means over the rows
"""


def gradient_step(weights, features, targets, rate):
    errors = features @ weights - targets
    return weights - rate * 2 * features.T @ errors / len(targets), (errors**2).sum()
