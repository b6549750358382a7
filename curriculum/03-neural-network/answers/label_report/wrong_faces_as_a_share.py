"""`faces` is the label's share of all pictures.

fails: faces_that_carry_the_label, labels_that_do_not_occur, rows_and_columns_in_order, any_type_of_whole_numbers
reason: `faces` should count
"""

import pandas as pd
from sklearn.metrics import precision_recall_fscore_support


def label_report(labels, answers, names):
    shares = precision_recall_fscore_support(
        labels, answers, labels=range(len(names)), zero_division=0
    )
    table = pd.DataFrame(dict(zip(["precision", "recall", "f1", "faces"], shares)), index=names)
    return table.assign(faces=table["faces"] / len(labels))
