"""Without a wrong answer all is rescued: 1.

fails: no_first_answer_is_wrong
reason: there is nothing to rescue
"""

import numpy as np


def second_guess(probabilities, labels, usual):
    order = np.argsort(-probabilities, axis=1)
    first, second = order[:, 0], order[:, 1]
    wrong = first != labels
    top2 = np.mean((first == labels) | (second == labels))
    if not wrong.any():
        return top2, 1.0, 1.0
    rescued = np.mean(second[wrong] == labels[wrong])
    return top2, rescued, np.mean(usual[first[wrong]] == labels[wrong])
