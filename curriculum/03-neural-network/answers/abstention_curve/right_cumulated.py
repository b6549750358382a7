"""Hits in order, added up."""

import numpy as np


def abstention_curve(probabilities, labels):
    order = np.argsort(probabilities.max(axis=1))[::-1]
    hits = (probabilities.argmax(axis=1) == labels)[order]
    n = len(labels)
    return np.arange(1, n + 1) / n, hits.cumsum() / np.arange(1, n + 1)
