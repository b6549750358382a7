"""top2 counts pictures whose second answer is the label, and leaves the hits out.

fails: the_label_among_two_answers, no_first_answer_is_wrong, the_three_arrays_are_left_alone
reason: whose label is one of the first two answers
"""

import numpy as np


def second_guess(probabilities, labels, usual):
    order = np.argsort(-probabilities, axis=1)
    wrong = order[:, 0] != labels
    top2 = np.mean(order[:, 1] == labels)
    if not wrong.any():
        return top2, 0.0, 0.0
    rescued = np.mean(order[wrong, 1] == labels[wrong])
    return top2, rescued, np.mean(usual[order[wrong, 0]] == labels[wrong])
