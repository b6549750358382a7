"""Precision is the share of pictures for which "this label or not" was answered rightly.

fails: precision_and_recall_of_each_label, labels_that_do_not_occur, rows_and_columns_in_order, any_type_of_whole_numbers
reason: `precision` should be the share of hits
"""

import numpy as np
import pandas as pd
from sklearn.metrics import precision_recall_fscore_support


def label_report(labels, answers, names):
    _, recall, f1, faces = precision_recall_fscore_support(
        labels, answers, labels=range(len(names)), zero_division=0
    )
    rightly = [np.mean((labels == k) == (answers == k)) for k in range(len(names))]
    return pd.DataFrame(
        {"precision": rightly, "recall": recall, "f1": f1, "faces": faces}, index=names
    )
