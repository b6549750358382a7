"""The coverage says how many pictures are left out.

fails: coverage_from_one_picture_to_all, one_single_picture, both_arrays_are_left_alone
reason: the share of pictures that get an answer
"""

import numpy as np


def abstention_curve(probabilities, labels):
    order = np.argsort(-probabilities.max(axis=1))
    hits = (probabilities.argmax(axis=1) == labels)[order]
    k = np.arange(1, len(labels) + 1)
    return 1 - k / len(labels), np.cumsum(hits) / k
