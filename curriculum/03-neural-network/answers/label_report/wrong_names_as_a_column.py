"""The names are a column, and the rows are numbered.

fails: precision_and_recall_of_each_label, f1_from_both, faces_that_carry_the_label, labels_that_do_not_occur, rows_and_columns_in_order, any_type_of_whole_numbers
reason: the answer should have one row called
"""

import pandas as pd
from sklearn.metrics import precision_recall_fscore_support


def label_report(labels, answers, names):
    shares = precision_recall_fscore_support(
        labels, answers, labels=range(len(names)), zero_division=0
    )
    columns = dict(zip(["precision", "recall", "f1", "faces"], shares))
    return pd.DataFrame({"label": names} | columns)
