"""One point more, at coverage 0.

fails: coverage_from_one_picture_to_all, accuracy_among_the_surest, sure_by_the_largest_probability, one_single_picture, both_arrays_are_left_alone
reason: should have shape
"""

import numpy as np


def abstention_curve(probabilities, labels):
    order = np.argsort(-probabilities.max(axis=1))
    hits = (probabilities.argmax(axis=1) == labels)[order]
    n = len(labels)
    accuracy = np.cumsum(hits) / np.arange(1, n + 1)
    return np.linspace(0, 1, n + 1), np.concatenate([[1.0], accuracy])
