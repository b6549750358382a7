"""The rows of the given array are sorted.

fails: both_arrays_are_left_alone
reason: the array `probabilities` should be left as it is
"""

import numpy as np


def abstention_curve(probabilities, labels):
    hits = probabilities.argmax(axis=1) == labels
    probabilities.sort(axis=1)
    hits = hits[np.argsort(-probabilities[:, -1])]
    k = np.arange(1, len(labels) + 1)
    return k / len(labels), np.cumsum(hits) / k
