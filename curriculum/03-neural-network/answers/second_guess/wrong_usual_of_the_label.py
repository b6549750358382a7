"""The fixed guess is looked up by the label, which nobody knows, instead of the first answer.

fails: the_guess_without_a_look
reason: `usual` of the first answer
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
    return top2, rescued, np.mean(usual[labels[wrong]] == labels[wrong])
