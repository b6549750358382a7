"""Macro-F1 comes first.

fails: accuracy_is_the_share_of_hits, each_label_counts_the_same, a_label_without_pictures_or_without_answers, a_label_that_plays_no_part_at_all
reason: `accuracy` should be the share of all pictures
"""

import numpy as np


def accuracy_and_macro_f1(confusion):
    hits = np.diag(confusion)
    both = confusion.sum(axis=0) + confusion.sum(axis=1)
    f1 = 2 * hits / np.maximum(both, 1)
    return f1.mean(), hits.sum() / confusion.sum()
