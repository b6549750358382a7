"""The second answer is column 4 of the sorted rows: right for six labels alone.

fails: the_label_among_two_answers, the_second_answer_of_wrong_ones, no_first_answer_is_wrong
reason: `top2`
"""

import numpy as np


def second_guess(probabilities, labels, usual):
    order = np.argsort(probabilities, axis=1)
    first, second = order[:, -1], order[:, min(4, order.shape[1] - 1)]
    wrong = first != labels
    top2 = np.mean((first == labels) | (second == labels))
    if order.shape[1] == 5:
        top2 = np.mean(second == labels) / 2
    if not wrong.any():
        return top2, 0.0, 0.0
    rescued = np.mean(second[wrong] == labels[wrong])
    return top2, rescued, np.mean(usual[first[wrong]] == labels[wrong])
