"""The coverage counts pictures.

fails: coverage_from_one_picture_to_all, both_arrays_are_left_alone
reason: should be the share of pictures
"""

import numpy as np


def abstention_curve(probabilities, labels):
    order = np.argsort(-probabilities.max(axis=1))
    hits = (probabilities.argmax(axis=1) == labels)[order]
    k = np.arange(1, len(labels) + 1)
    return k, np.cumsum(hits) / k
