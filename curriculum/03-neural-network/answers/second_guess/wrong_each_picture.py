"""True and False for each picture instead of shares.

fails: the_label_among_two_answers, the_second_answer_of_wrong_ones, the_guess_without_a_look, no_first_answer_is_wrong, the_three_arrays_are_left_alone
reason: `top2` should be one number, but a numpy array came back
"""

import numpy as np


def second_guess(probabilities, labels, usual):
    order = np.argsort(-probabilities, axis=1)
    first, second = order[:, 0], order[:, 1]
    wrong = first != labels
    top2 = (first == labels) | (second == labels)
    return top2, second[wrong] == labels[wrong], usual[first[wrong]] == labels[wrong]
