"""The label comes back as a text.

fails: commonest_label_of_training, of_equally_common_labels_the_smaller, a_label_that_the_test_lacks, the_labels_given_are_left_alone
reason: `label` should be one number, but a str came back
"""

import numpy as np


def majority_baseline(train_labels, test_labels):
    label = np.bincount(train_labels).argmax()
    return str(label), np.mean(test_labels == label)
