"""The mean of no pictures is nan.

fails: no_first_answer_is_wrong
reason: is nan, which is no number
"""

import numpy as np


def second_guess(probabilities, labels, usual):
    order = np.argsort(-probabilities, axis=1)
    first, second = order[:, 0], order[:, 1]
    wrong = first != labels
    top2 = np.mean((first == labels) | (second == labels))
    rescued = np.sum(second[wrong] == labels[wrong]) / wrong.sum()
    return top2, rescued, np.sum(usual[first[wrong]] == labels[wrong]) / wrong.sum()
