"""Precision of a label that is never answered is 0 divided by 0.

fails: a_label_without_pictures_or_without_answers, a_label_that_plays_no_part_at_all
reason: is something divided by zero on the way?
"""

import numpy as np


def accuracy_and_macro_f1(confusion):
    hits = np.diag(confusion)
    precision = hits / confusion.sum(axis=0)
    recall = hits / confusion.sum(axis=1)
    f1 = 2 * precision * recall / (precision + recall)
    return hits.sum() / confusion.sum(), f1.mean()
