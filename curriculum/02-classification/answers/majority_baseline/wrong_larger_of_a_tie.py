"""Of equally common labels the largest.

fails: of_equally_common_labels_the_smaller
reason: the smallest of them
"""

import numpy as np


def majority_baseline(train_labels, test_labels):
    counts = np.bincount(train_labels)
    label = np.flatnonzero(counts == counts.max())[-1]
    return label, np.mean(test_labels == label)
