"""top2 comes last.

fails: the_label_among_two_answers, the_second_answer_of_wrong_ones, the_guess_without_a_look, no_first_answer_is_wrong, the_three_arrays_are_left_alone
reason: `top2` should be the share of all pictures
"""

import numpy as np


def second_guess(probabilities, labels, usual):
    order = np.argsort(-probabilities, axis=1)
    first, second = order[:, 0], order[:, 1]
    wrong = first != labels
    top2 = np.mean((first == labels) | (second == labels))
    if not wrong.any():
        return 0.0, 0.0, top2
    rescued = np.mean(second[wrong] == labels[wrong])
    return rescued, np.mean(usual[first[wrong]] == labels[wrong]), top2
