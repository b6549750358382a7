"""Both scores in percent.

fails: accuracy_is_the_share_of_hits, each_label_counts_the_same, a_label_without_pictures_or_without_answers, a_label_that_plays_no_part_at_all
reason: shares lie between 0 and 1
"""

import numpy as np


def accuracy_and_macro_f1(confusion):
    hits = np.diag(confusion)
    both = confusion.sum(axis=0) + confusion.sum(axis=1)
    f1 = 2 * hits / np.maximum(both, 1)
    return 100 * hits.sum() / confusion.sum(), 100 * f1.mean()
