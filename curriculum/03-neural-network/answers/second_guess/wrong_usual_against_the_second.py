"""not_looking compares the fixed guess with the network's second answer.

fails: the_guess_without_a_look
reason: is the label
"""

import numpy as np


def second_guess(probabilities, labels, usual):
    order = np.argsort(-probabilities, axis=1)
    first, second = order[:, 0], order[:, 1]
    wrong = first != labels
    top2 = np.mean((first == labels) | (second == labels))
    if not wrong.any():
        return top2, 0.0, 0.0
    rescued = np.mean(second[wrong] == labels[wrong])
    return top2, rescued, np.mean(usual[first[wrong]] == second[wrong])
