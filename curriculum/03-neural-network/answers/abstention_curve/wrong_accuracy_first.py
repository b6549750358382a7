"""The two arrays change places.

fails: coverage_from_one_picture_to_all, accuracy_among_the_surest, sure_by_the_largest_probability, one_single_picture, both_arrays_are_left_alone
reason: `coverage` should be the share of pictures
"""

import numpy as np


def abstention_curve(probabilities, labels):
    order = np.argsort(-probabilities.max(axis=1))
    hits = (probabilities.argmax(axis=1) == labels)[order]
    k = np.arange(1, len(labels) + 1)
    return np.cumsum(hits) / k, k / len(labels)
