"""The accuracy is the mean of the labels' recall: rare labels count as much as common ones.

fails: accuracy_is_the_share_of_hits
reason: each picture counting the same
"""

import numpy as np


def accuracy_and_macro_f1(confusion):
    hits = np.diag(confusion)
    both = confusion.sum(axis=0) + confusion.sum(axis=1)
    recall = hits / np.maximum(confusion.sum(axis=1), 1)
    return recall.mean(), (2 * hits / np.maximum(both, 1)).mean()
