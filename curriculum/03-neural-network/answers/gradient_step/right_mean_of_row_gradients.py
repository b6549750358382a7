"""Each row has a gradient of its own; the step goes along their mean. A list comes back."""

from sklearn.metrics import mean_squared_error


def gradient_step(weights, features, targets, rate):
    answers = features @ weights
    row_gradients = 2 * (answers - targets)[:, None] * features
    return [weights - rate * row_gradients.mean(axis=0), mean_squared_error(targets, answers)]
