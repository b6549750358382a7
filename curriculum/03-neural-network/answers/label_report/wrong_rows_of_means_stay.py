"""scikit-learn's report with its rows of means.

fails: rows_and_columns_in_order
reason: 7 rows and 4 columns, but it has 10 and 4
"""

import pandas as pd
from sklearn.metrics import classification_report


def label_report(labels, answers, names):
    told = classification_report(
        labels,
        answers,
        target_names=names,
        labels=range(len(names)),
        output_dict=True,
        zero_division=0,
    )
    told.setdefault("accuracy", 0.0)
    table = pd.DataFrame(told).T
    return table.set_axis(["precision", "recall", "f1", "faces"], axis=1)
