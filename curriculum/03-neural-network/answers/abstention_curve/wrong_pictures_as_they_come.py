"""Nothing is put in order.

fails: accuracy_among_the_surest, sure_by_the_largest_probability, both_arrays_are_left_alone
reason: in the order of their largest probability
"""

import numpy as np


def abstention_curve(probabilities, labels):
    hits = probabilities.argmax(axis=1) == labels
    k = np.arange(1, len(labels) + 1)
    return k / len(labels), np.cumsum(hits) / k
