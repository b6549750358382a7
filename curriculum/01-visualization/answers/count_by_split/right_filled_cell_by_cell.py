"""An empty table, filled cell by cell: its columns are of the type object."""

import numpy as np
import pandas as pd

SPLITS = ["Training", "PublicTest", "PrivateTest"]
LABELS = ["Angry", "Disgust", "Fear", "Happy", "Sad", "Surprise", "Neutral"]


def count_by_split(emotions, usage):
    table = pd.DataFrame(index=SPLITS, columns=LABELS + ["imbalance"])
    for i, split in enumerate(SPLITS):
        for j, label in enumerate(LABELS):
            table.loc[split, label] = ((usage == i) & (emotions == j)).sum()
        smallest, largest = table.loc[split, LABELS].min(), table.loc[split, LABELS].max()
        table.loc[split, "imbalance"] = largest / smallest if smallest else np.inf
    return table
