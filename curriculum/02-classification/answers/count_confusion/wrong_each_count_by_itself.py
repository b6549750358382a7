"""Labels and answers are counted apart; the pairs are lost.

fails: rows_are_labels_and_columns_are_answers, what_does_not_occur_keeps_its_place, many_pictures_of_one_kind, integers_in_and_integers_out
reason: some counts are wrong
"""

import numpy as np


def count_confusion(labels, answers, k):
    rows = np.bincount(labels, minlength=k)
    columns = np.bincount(answers, minlength=k)
    return np.outer(rows, columns) // len(labels)
