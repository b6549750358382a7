"""The labels' F1 come back without their mean.

fails: each_label_counts_the_same, a_label_without_pictures_or_without_answers, a_label_that_plays_no_part_at_all
reason: `macro_f1` should be one number, but a numpy array came back
"""

import numpy as np


def accuracy_and_macro_f1(confusion):
    hits = np.diag(confusion)
    both = confusion.sum(axis=0) + confusion.sum(axis=1)
    f1 = 2 * hits / np.maximum(both, 1)
    return hits.sum() / confusion.sum(), f1
