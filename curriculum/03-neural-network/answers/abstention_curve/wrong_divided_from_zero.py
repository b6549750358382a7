"""The first answer is divided by 0, the second by 1.

fails: accuracy_among_the_surest, sure_by_the_largest_probability, one_single_picture, both_arrays_are_left_alone
reason: nan or infinite
"""

import numpy as np


def abstention_curve(probabilities, labels):
    order = np.argsort(-probabilities.max(axis=1))
    hits = (probabilities.argmax(axis=1) == labels)[order]
    n = len(labels)
    with np.errstate(all="ignore"):
        return np.arange(1, n + 1) / n, np.cumsum(hits) / np.arange(n)
