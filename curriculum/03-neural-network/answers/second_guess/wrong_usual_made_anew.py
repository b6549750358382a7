"""Finds the fixed guesses on the same pictures, and does not take those that are given.

fails: the_guess_without_a_look
reason: should be, of the pictures whose first answer is wrong, the share for which `usual`
"""

import numpy as np


def second_guess(probabilities, labels, usual):
    order = np.argsort(-probabilities, axis=1)
    first, second = order[:, 0], order[:, 1]
    wrong = first != labels
    top2 = np.mean((first == labels) | (second == labels))
    if not wrong.any():
        return top2, 0.0, 0.0
    k = probabilities.shape[1]
    own = np.array(
        [np.bincount(labels[wrong & (first == a)], minlength=k).argmax() for a in range(k)]
    )
    return (
        top2,
        np.mean(second[wrong] == labels[wrong]),
        np.mean(own[first[wrong]] == labels[wrong]),
    )
