"""rescued and not_looking are shares of all pictures.

fails: the_second_answer_of_wrong_ones, the_guess_without_a_look
reason: should count only pictures whose first answer is wrong
"""

import numpy as np


def second_guess(probabilities, labels, usual):
    order = np.argsort(-probabilities, axis=1)
    first, second = order[:, 0], order[:, 1]
    top2 = np.mean((first == labels) | (second == labels))
    not_looking = np.mean((first != labels) & (usual[first] == labels))
    return top2, np.mean(second == labels), not_looking
