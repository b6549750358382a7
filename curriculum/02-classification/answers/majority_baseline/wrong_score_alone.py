"""Only the score comes back.

fails: commonest_label_of_training, of_equally_common_labels_the_smaller, a_label_that_the_test_lacks, the_labels_given_are_left_alone
reason: should be 2 things, `label`, `score`
"""

import numpy as np


def majority_baseline(train_labels, test_labels):
    return np.mean(test_labels == np.bincount(train_labels).argmax())
