"""The confidence of each picture stands in the place of the coverage.

fails: coverage_from_one_picture_to_all, one_single_picture, both_arrays_are_left_alone
reason: `coverage` should be the share of pictures
"""

import numpy as np


def abstention_curve(probabilities, labels):
    confidence = probabilities.max(axis=1)
    order = np.argsort(-confidence)
    hits = (probabilities.argmax(axis=1) == labels)[order]
    return confidence[order], np.cumsum(hits) / np.arange(1, len(labels) + 1)
