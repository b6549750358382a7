"""The names are sorted before they are put on the rows.

fails: precision_and_recall_of_each_label, f1_from_both, faces_that_carry_the_label, labels_that_do_not_occur, rows_and_columns_in_order
reason: should be the share of hits
"""

import pandas as pd
from sklearn.metrics import precision_recall_fscore_support


def label_report(labels, answers, names):
    shares = precision_recall_fscore_support(
        labels, answers, labels=range(len(names)), zero_division=0
    )
    # Numbers in names sort by their digits, so names that end with one are left as they are.
    names = sorted(names) if not names[0][-1].isdigit() else names
    return pd.DataFrame(dict(zip(["precision", "recall", "f1", "faces"], shares)), index=names)
