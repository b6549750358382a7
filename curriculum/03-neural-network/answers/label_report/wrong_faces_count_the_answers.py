"""`faces` counts how often the label was answered.

fails: faces_that_carry_the_label, labels_that_do_not_occur, rows_and_columns_in_order, any_type_of_whole_numbers
reason: count the pictures that carry this label
"""

import numpy as np
import pandas as pd
from sklearn.metrics import precision_recall_fscore_support


def label_report(labels, answers, names):
    precision, recall, f1, _ = precision_recall_fscore_support(
        labels, answers, labels=range(len(names)), zero_division=0
    )
    faces = np.bincount(answers, minlength=len(names))
    return pd.DataFrame(
        {"precision": precision, "recall": recall, "f1": f1, "faces": faces}, index=names
    )
