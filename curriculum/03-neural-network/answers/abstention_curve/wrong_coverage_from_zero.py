"""The coverage begins with 0: what was answered before this picture.

fails: coverage_from_one_picture_to_all, one_single_picture, both_arrays_are_left_alone
reason: from the first alone to all of them
"""

import numpy as np


def abstention_curve(probabilities, labels):
    order = np.argsort(-probabilities.max(axis=1))
    hits = (probabilities.argmax(axis=1) == labels)[order]
    n = len(labels)
    return np.arange(n) / n, np.cumsum(hits) / np.arange(1, n + 1)
