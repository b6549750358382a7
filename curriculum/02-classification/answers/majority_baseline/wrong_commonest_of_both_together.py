"""Training and test are counted together.

fails: commonest_label_of_training, of_equally_common_labels_the_smaller, a_label_that_the_test_lacks, the_labels_given_are_left_alone
reason: the test must not choose it
"""

import numpy as np


def majority_baseline(train_labels, test_labels):
    label = np.bincount(np.concatenate([train_labels, test_labels])).argmax()
    return label, np.mean(test_labels == label)
