"""pandas.crosstab, with what is missing brought back."""

import pandas as pd

SPLITS = ["Training", "PublicTest", "PrivateTest"]
LABELS = ["Angry", "Disgust", "Fear", "Happy", "Sad", "Surprise", "Neutral"]


def count_by_split(emotions, usage):
    table = pd.crosstab(usage, emotions)
    table = table.reindex(index=range(3), columns=range(7), fill_value=0)
    table.index, table.columns = SPLITS, LABELS
    table["imbalance"] = table.max(axis=1) / table.min(axis=1)
    return table
