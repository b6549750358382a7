"""0 divided by 0 stays nan.

fails: labels_that_do_not_occur
reason: and 0.0 wherever a share would be divided by zero
"""

import numpy as np
import pandas as pd


def label_report(labels, answers, names):
    k = len(names)
    table = np.zeros((k, k))
    np.add.at(table, (labels, answers), 1)
    with np.errstate(all="ignore"):
        precision = np.diag(table) / table.sum(axis=0)
        recall = np.diag(table) / table.sum(axis=1)
        f1 = 2 * precision * recall / (precision + recall)
    columns = {"precision": precision, "recall": recall, "f1": f1}
    return pd.DataFrame(columns | {"faces": table.sum(axis=1).astype(int)}, index=names)
