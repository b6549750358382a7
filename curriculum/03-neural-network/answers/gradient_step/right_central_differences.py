"""A numerical gradient: the loss a little to both sides, which is exact for a parabola."""

import numpy as np


def gradient_step(weights, features, targets, rate):
    def loss(w):
        return ((features @ w - targets) ** 2).mean()

    little = 1e-3
    sides = little * np.eye(len(weights))
    gradient = np.array([(loss(weights + s) - loss(weights - s)) / (2 * little) for s in sides])
    return weights - rate * gradient, loss(weights)
