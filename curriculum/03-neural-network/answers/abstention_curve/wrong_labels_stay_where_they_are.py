"""The answers are put in order, the labels are not.

fails: accuracy_among_the_surest, sure_by_the_largest_probability, both_arrays_are_left_alone
reason: the share of right answers among the first k pictures
"""

import numpy as np


def abstention_curve(probabilities, labels):
    order = np.argsort(-probabilities.max(axis=1))
    hits = probabilities.argmax(axis=1)[order] == labels
    k = np.arange(1, len(labels) + 1)
    return k / len(labels), np.cumsum(hits) / k
