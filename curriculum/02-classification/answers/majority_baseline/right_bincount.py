"""numpy counts; argmax takes the first of the largest places."""

import numpy as np


def majority_baseline(train_labels, test_labels):
    label = np.bincount(train_labels).argmax()
    return label, (test_labels == label).mean()
