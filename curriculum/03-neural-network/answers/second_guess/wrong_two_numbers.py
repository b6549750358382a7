"""The comparison with not looking is left out.

fails: the_label_among_two_answers, the_second_answer_of_wrong_ones, the_guess_without_a_look, no_first_answer_is_wrong, the_three_arrays_are_left_alone
reason: 3 numbers, `top2`, `rescued`, `not_looking`, should come back, but 2 things came back
"""

import numpy as np


def second_guess(probabilities, labels, usual):
    order = np.argsort(-probabilities, axis=1)
    first, second = order[:, 0], order[:, 1]
    wrong = first != labels
    top2 = np.mean((first == labels) | (second == labels))
    return top2, np.mean(second[wrong] == labels[wrong]) if wrong.any() else 0.0
