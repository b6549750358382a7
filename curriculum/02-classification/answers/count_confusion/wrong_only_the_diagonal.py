"""Only the hits are counted.

fails: rows_are_labels_and_columns_are_answers, what_does_not_occur_keeps_its_place, many_pictures_of_one_kind, integers_in_and_integers_out
reason: some counts are wrong
"""

import numpy as np


def count_confusion(labels, answers, k):
    return np.diag(np.bincount(labels[labels == answers], minlength=k))
