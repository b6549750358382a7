"""Answers stand in the rows, labels in the columns.

fails: rows_are_labels_and_columns_are_answers, what_does_not_occur_keeps_its_place, many_pictures_of_one_kind, integers_in_and_integers_out
reason: the row should be the picture's label, the column the answer to it
"""

import numpy as np


def count_confusion(labels, answers, k):
    table = np.zeros((k, k), dtype=int)
    np.add.at(table, (answers, labels), 1)
    return table
