"""The accuracy of the pictures that get no answer.

fails: accuracy_among_the_surest, sure_by_the_largest_probability, one_single_picture, both_arrays_are_left_alone
reason: should be the share of right answers among the first k pictures
"""

import numpy as np


def abstention_curve(probabilities, labels):
    order = np.argsort(-probabilities.max(axis=1))
    hits = (probabilities.argmax(axis=1) == labels)[order]
    n, k = len(labels), np.arange(1, len(labels) + 1)
    return k / n, (hits.sum() - np.cumsum(hits)) / np.maximum(n - k, 1)
