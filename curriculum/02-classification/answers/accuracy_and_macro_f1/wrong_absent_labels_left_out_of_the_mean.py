"""A label that plays no part is left out of the mean.

fails: a_label_that_plays_no_part_at_all
reason: how many labels does the mean count?
"""

import numpy as np


def accuracy_and_macro_f1(confusion):
    hits = np.diag(confusion)
    both = confusion.sum(axis=0) + confusion.sum(axis=1)
    present = both > 0
    f1 = 2 * hits[present] / both[present]
    return hits.sum() / confusion.sum(), f1.mean()
