"""From all pictures down: the least sure one leaves, and the curve is turned round."""

import numpy as np


def abstention_curve(probabilities, labels):
    hits = probabilities.argmax(axis=1) == labels
    order = np.argsort(probabilities.max(axis=1))
    n = len(labels)
    accuracy = [hits[order[left_out:]].mean() for left_out in range(n)]
    coverage = [(n - left_out) / n for left_out in range(n)]
    return np.array(coverage[::-1]), np.array(accuracy[::-1])
