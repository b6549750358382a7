"""Matrix products, the mean of the squares."""

import numpy as np


def gradient_step(weights, features, targets, rate):
    wrong_by = features.dot(weights) - targets
    slope = (2 / len(features)) * features.T.dot(wrong_by)
    return weights - rate * slope, np.mean(wrong_by**2)
