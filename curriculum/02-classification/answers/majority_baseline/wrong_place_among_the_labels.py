"""The place among the labels that occur, taken for the label.

fails: a_label_that_the_test_lacks
reason: should be the label itself
"""

import numpy as np


def majority_baseline(train_labels, test_labels):
    _, counts = np.unique(train_labels, return_counts=True)
    label = counts.argmax()
    return label, np.mean(test_labels == label)
