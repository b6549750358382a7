"""top2 as the score plus the rescued share: two shares of different wholes are added.

fails: the_label_among_two_answers, the_three_arrays_are_left_alone
reason: `top2`
"""

import numpy as np


def second_guess(probabilities, labels, usual):
    order = np.argsort(-probabilities, axis=1)
    wrong = order[:, 0] != labels
    if not wrong.any():
        return 1.0, 0.0, 0.0
    rescued = np.mean(order[wrong, 1] == labels[wrong])
    top2 = np.mean(~wrong) + rescued
    return top2, rescued, np.mean(usual[order[wrong, 0]] == labels[wrong])
