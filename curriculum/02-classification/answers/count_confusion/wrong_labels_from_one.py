"""Labels are taken to begin at 1.

fails: rows_are_labels_and_columns_are_answers, what_does_not_occur_keeps_its_place, many_pictures_of_one_kind, integers_in_and_integers_out
reason: should have shape (7, 7), but its shape is (8, 8)
"""

import numpy as np


def count_confusion(labels, answers, k):
    table = np.zeros((k + 1, k + 1), dtype=int)
    np.add.at(table, (labels + 1, answers + 1), 1)
    return table
