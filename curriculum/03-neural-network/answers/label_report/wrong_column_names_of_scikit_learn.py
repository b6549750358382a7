"""The columns keep scikit-learn's names, f1-score and support.

fails: f1_from_both, faces_that_carry_the_label, labels_that_do_not_occur, rows_and_columns_in_order, any_type_of_whole_numbers
reason: one column called f1
"""

import pandas as pd
from sklearn.metrics import classification_report


def label_report(labels, answers, names):
    told = classification_report(
        labels,
        answers,
        labels=range(len(names)),
        target_names=names,
        output_dict=True,
        zero_division=0,
    )
    return pd.DataFrame(told).T.loc[names]
