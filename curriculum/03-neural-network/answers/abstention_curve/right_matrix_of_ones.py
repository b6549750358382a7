"""A triangle of ones adds up; an array with two rows."""

import numpy as np


def abstention_curve(probabilities, labels):
    n = len(labels)
    order = np.argsort(1 - probabilities.max(axis=1), kind="stable")
    hits = np.equal(probabilities.argmax(axis=1), labels)[order]
    below = np.tri(n)
    return np.stack([below.sum(axis=1) / n, below @ hits / below.sum(axis=1)])
