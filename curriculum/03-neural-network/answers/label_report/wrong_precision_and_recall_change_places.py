"""Precision is what is found of the label, recall what is right of the answers.

fails: precision_and_recall_of_each_label, labels_that_do_not_occur, rows_and_columns_in_order, any_type_of_whole_numbers
reason: among the pictures answered with this label
"""

import pandas as pd
from sklearn.metrics import precision_recall_fscore_support


def label_report(labels, answers, names):
    recall, precision, f1, faces = precision_recall_fscore_support(
        labels, answers, labels=range(len(names)), zero_division=0
    )
    return pd.DataFrame(
        {"precision": precision, "recall": recall, "f1": f1, "faces": faces}, index=names
    )
