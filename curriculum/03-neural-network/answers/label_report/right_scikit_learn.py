"""scikit-learn's four arrays, one column each."""

import pandas as pd
from sklearn.metrics import precision_recall_fscore_support


def label_report(labels, answers, names):
    precision, recall, f1, faces = precision_recall_fscore_support(
        labels, answers, labels=range(len(names)), zero_division=0
    )
    return pd.DataFrame(
        {"precision": precision, "recall": recall, "f1": f1, "faces": faces}, index=names
    )
