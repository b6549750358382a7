"""The curve runs from all pictures down to one.

fails: coverage_from_one_picture_to_all, accuracy_among_the_surest, sure_by_the_largest_probability, both_arrays_are_left_alone
reason: from the first alone to all of them
"""

import numpy as np


def abstention_curve(probabilities, labels):
    order = np.argsort(-probabilities.max(axis=1))
    hits = (probabilities.argmax(axis=1) == labels)[order]
    k = np.arange(1, len(labels) + 1)
    return (k / len(labels))[::-1].copy(), (np.cumsum(hits) / k)[::-1].copy()
