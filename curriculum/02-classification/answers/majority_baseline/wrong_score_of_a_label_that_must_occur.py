"""Looks the label up among the counts of the test, and stops where it is not there.

fails: a_label_that_the_test_lacks
reason: stopped with KeyError
"""

import pandas as pd


def majority_baseline(train_labels, test_labels):
    label = pd.Series(train_labels).mode()[0]
    return label, pd.Series(test_labels).value_counts(normalize=True)[label]
