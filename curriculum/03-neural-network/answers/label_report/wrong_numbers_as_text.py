"""The shares are texts, ready for printing.

fails: precision_and_recall_of_each_label, f1_from_both, labels_that_do_not_occur, rows_and_columns_in_order, any_type_of_whole_numbers
reason: should hold numbers
"""

import pandas as pd
from sklearn.metrics import precision_recall_fscore_support


def label_report(labels, answers, names):
    shares = precision_recall_fscore_support(
        labels, answers, labels=range(len(names)), zero_division=0
    )
    table = pd.DataFrame(dict(zip(["precision", "recall", "f1", "faces"], shares)), index=names)
    for column in ("precision", "recall", "f1"):
        table[column] = table[column].map("{:.6f}".format)
    return table
