"""The number of a pair is computed in the type of the labels and wraps round.

fails: integers_in_and_integers_out
reason: a number on the way that this type cannot hold
"""

import numpy as np


def count_confusion(labels, answers, k):
    return np.bincount(labels * k + answers, minlength=k * k).reshape(k, k)
