"""The score in percent; only a score of 0 comes out right.

fails: commonest_label_of_training, of_equally_common_labels_the_smaller, the_labels_given_are_left_alone
reason: from 0 to 1
"""

import numpy as np


def majority_baseline(train_labels, test_labels):
    label = np.bincount(train_labels).argmax()
    return label, 100 * np.mean(test_labels == label)
