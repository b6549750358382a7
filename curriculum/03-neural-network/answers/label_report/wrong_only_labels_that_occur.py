"""A row for each label that occurs, in the labels or the answers.

fails: labels_that_do_not_occur
reason: the answer should have one row called
"""

import numpy as np
import pandas as pd
from sklearn.metrics import precision_recall_fscore_support


def label_report(labels, answers, names):
    present = np.union1d(labels, answers)
    shares = precision_recall_fscore_support(labels, answers, labels=present, zero_division=0)
    rows = [names[label] for label in present]
    return pd.DataFrame(dict(zip(["precision", "recall", "f1", "faces"], shares)), index=rows)
