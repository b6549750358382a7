"""Three percentages.

fails: the_label_among_two_answers, the_second_answer_of_wrong_ones, the_guess_without_a_look, no_first_answer_is_wrong, the_three_arrays_are_left_alone
reason: shares lie between 0 and 1
"""

import numpy as np


def second_guess(probabilities, labels, usual):
    order = np.argsort(-probabilities, axis=1)
    first, second = order[:, 0], order[:, 1]
    wrong = first != labels
    top2 = 100 * np.mean((first == labels) | (second == labels))
    if not wrong.any():
        return top2, 0.0, 0.0
    rescued = 100 * np.mean(second[wrong] == labels[wrong])
    return top2, rescued, 100 * np.mean(usual[first[wrong]] == labels[wrong])
