"""pandas gives all the commonest labels, sorted; a list of two comes back."""

import pandas as pd


def majority_baseline(train_labels, test_labels):
    label = int(pd.Series(train_labels).mode()[0])
    return [label, pd.Series(test_labels).eq(label).mean()]
