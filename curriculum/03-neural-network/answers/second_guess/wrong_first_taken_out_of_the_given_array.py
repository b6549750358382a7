"""The largest probability is set to -1 in the array that was given.

fails: the_three_arrays_are_left_alone
reason: the array `probabilities` should be left as it is
"""

import numpy as np


def second_guess(probabilities, labels, usual):
    first = probabilities.argmax(axis=1)
    probabilities[np.arange(len(labels)), first] = -1
    second = probabilities.argmax(axis=1)
    wrong = first != labels
    top2 = np.mean((first == labels) | (second == labels))
    if not wrong.any():
        return top2, 0.0, 0.0
    rescued = np.mean(second[wrong] == labels[wrong])
    return top2, rescued, np.mean(usual[first[wrong]] == labels[wrong])
