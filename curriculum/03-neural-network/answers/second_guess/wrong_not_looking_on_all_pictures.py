"""Whoever does not look is judged on the hits as well.

fails: the_guess_without_a_look
reason: `not_looking` should be, of the pictures whose first answer is wrong
"""

import numpy as np


def second_guess(probabilities, labels, usual):
    order = np.argsort(-probabilities, axis=1)
    first, second = order[:, 0], order[:, 1]
    wrong = first != labels
    top2 = np.mean((first == labels) | (second == labels))
    rescued = np.mean(second[wrong] == labels[wrong]) if wrong.any() else 0.0
    return top2, rescued, np.mean(usual[first] == labels)
