"""The faces come first.

fails: rows_and_columns_in_order
reason: the columns of the answer should be in the order
"""

import pandas as pd
from sklearn.metrics import precision_recall_fscore_support


def label_report(labels, answers, names):
    shares = precision_recall_fscore_support(
        labels, answers, labels=range(len(names)), zero_division=0
    )
    table = pd.DataFrame(dict(zip(["precision", "recall", "f1", "faces"], shares)), index=names)
    return table[["faces", "precision", "recall", "f1"]]
