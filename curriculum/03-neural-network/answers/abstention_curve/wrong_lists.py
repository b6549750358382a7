"""Two lists instead of arrays.

fails: coverage_from_one_picture_to_all, accuracy_among_the_surest, sure_by_the_largest_probability, one_single_picture, both_arrays_are_left_alone
reason: `coverage` should be a numpy array, but a list came back
"""

import numpy as np


def abstention_curve(probabilities, labels):
    order = np.argsort(-probabilities.max(axis=1))
    hits = (probabilities.argmax(axis=1) == labels)[order]
    k = np.arange(1, len(labels) + 1)
    return (k / len(labels)).tolist(), (np.cumsum(hits) / k).tolist()
