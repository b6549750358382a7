"""A share of nothing is 1: nothing was wrong.

fails: labels_that_do_not_occur
reason: and 0.0 wherever a share would be divided by zero
"""

import pandas as pd
from sklearn.metrics import precision_recall_fscore_support


def label_report(labels, answers, names):
    shares = precision_recall_fscore_support(
        labels, answers, labels=range(len(names)), zero_division=1.0
    )
    return pd.DataFrame(dict(zip(["precision", "recall", "f1", "faces"], shares)), index=names)
