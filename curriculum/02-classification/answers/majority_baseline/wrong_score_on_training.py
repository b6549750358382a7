"""The share among the training labels instead of the test labels.

fails: commonest_label_of_training, of_equally_common_labels_the_smaller, a_label_that_the_test_lacks, the_labels_given_are_left_alone
reason: the share of the test labels
"""

import numpy as np


def majority_baseline(train_labels, test_labels):
    label = np.bincount(train_labels).argmax()
    return label, np.mean(train_labels == label)
