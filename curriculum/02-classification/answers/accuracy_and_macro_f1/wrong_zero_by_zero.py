"""0 divided by 0 becomes nan, and so does the mean.

fails: a_label_that_plays_no_part_at_all
reason: `macro_f1` is nan, which is no number
"""

import numpy as np


def accuracy_and_macro_f1(confusion):
    hits = np.diag(confusion)
    f1 = 2 * hits / (confusion.sum(axis=0) + confusion.sum(axis=1))
    return hits.sum() / confusion.sum(), f1.mean()
