"""Row by row and weight by weight, in plain Python."""

import numpy as np


def gradient_step(weights, features, targets, rate):
    n = len(targets)
    gradient = [0.0] * len(weights)
    total = 0.0
    for row, target in zip(features.tolist(), targets.tolist()):
        error = sum(f * w for f, w in zip(row, weights.tolist())) - target
        total += error**2
        for place, feature in enumerate(row):
            gradient[place] += 2 / n * error * feature
    return np.array([w - rate * g for w, g in zip(weights, gradient)]), total / n
