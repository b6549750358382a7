"""Only labels that have pictures count in the mean.

fails: a_label_without_pictures_or_without_answers, a_label_that_plays_no_part_at_all
reason: one answer was never a label
"""

import numpy as np


def accuracy_and_macro_f1(confusion):
    present = confusion.sum(axis=1) > 0
    hits = np.diag(confusion)
    both = confusion.sum(axis=0) + confusion.sum(axis=1)
    f1 = 2 * hits[present] / both[present]
    return hits.sum() / confusion.sum(), f1.mean()
