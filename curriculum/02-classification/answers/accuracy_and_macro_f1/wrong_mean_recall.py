"""The mean of the labels' recall instead of F1.

fails: each_label_counts_the_same, a_label_without_pictures_or_without_answers, a_label_that_plays_no_part_at_all
reason: each F1 should count the pictures with the label and the answers with it
"""

import numpy as np


def accuracy_and_macro_f1(confusion):
    hits = np.diag(confusion)
    recall = hits / np.maximum(confusion.sum(axis=1), 1)
    return hits.sum() / confusion.sum(), recall.mean()
