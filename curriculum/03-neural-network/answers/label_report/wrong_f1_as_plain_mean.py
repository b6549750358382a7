"""F1 is the mean of precision and recall.

fails: f1_from_both, labels_that_do_not_occur, rows_and_columns_in_order, any_type_of_whole_numbers
reason: twice the product of precision and recall
"""

import pandas as pd
from sklearn.metrics import precision_recall_fscore_support


def label_report(labels, answers, names):
    precision, recall, _, faces = precision_recall_fscore_support(
        labels, answers, labels=range(len(names)), zero_division=0
    )
    f1 = (precision + recall) / 2
    return pd.DataFrame(
        {"precision": precision, "recall": recall, "f1": f1, "faces": faces}, index=names
    )
