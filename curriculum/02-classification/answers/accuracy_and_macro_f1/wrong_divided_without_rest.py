"""`//` cuts the fractions off.

fails: accuracy_is_the_share_of_hits
reason: `accuracy` should be the share of all pictures
"""

import numpy as np


def accuracy_and_macro_f1(confusion):
    hits = np.diag(confusion)
    both = confusion.sum(axis=0) + confusion.sum(axis=1)
    f1 = 2 * hits / np.maximum(both, 1)
    return hits.sum() // confusion.sum(), f1.mean()
