"""The two come back in the other order.

fails: commonest_label_of_training, of_equally_common_labels_the_smaller, a_label_that_the_test_lacks, the_labels_given_are_left_alone
reason: `label` should be the commonest label
"""

import numpy as np


def majority_baseline(train_labels, test_labels):
    label = np.bincount(train_labels).argmax()
    return np.mean(test_labels == label), label
