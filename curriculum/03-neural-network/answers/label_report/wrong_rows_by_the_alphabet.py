"""A groupby by name puts the rows in the order of the alphabet.

fails: rows_and_columns_in_order
reason: should be in the order
"""

import pandas as pd
from sklearn.metrics import precision_recall_fscore_support


def label_report(labels, answers, names):
    shares = precision_recall_fscore_support(
        labels, answers, labels=range(len(names)), zero_division=0
    )
    table = pd.DataFrame(dict(zip(["precision", "recall", "f1", "faces"], shares)), index=names)
    return table.sort_index()
