"""The order is that of the label's probability, which the network does not know.

fails: accuracy_among_the_surest, sure_by_the_largest_probability, both_arrays_are_left_alone
reason: in the order of their largest probability
"""

import numpy as np


def abstention_curve(probabilities, labels):
    order = np.argsort(-probabilities[np.arange(len(labels)), labels])
    hits = (probabilities.argmax(axis=1) == labels)[order]
    k = np.arange(1, len(labels) + 1)
    return k / len(labels), np.cumsum(hits) / k
