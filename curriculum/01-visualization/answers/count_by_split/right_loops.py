"""Two loops, a dictionary of columns, division by hand."""

import math

import pandas as pd

SPLITS = ["Training", "PublicTest", "PrivateTest"]
LABELS = ["Angry", "Disgust", "Fear", "Happy", "Sad", "Surprise", "Neutral"]


def count_by_split(emotions, usage):
    rows = {split: [0] * 7 for split in SPLITS}
    for label, split in zip(emotions, usage):
        rows[SPLITS[split]][label] += 1
    for split in SPLITS:
        smallest, largest = min(rows[split]), max(rows[split])
        rows[split].append(largest / smallest if smallest else math.inf)
    return pd.DataFrame.from_dict(rows, orient="index", columns=LABELS + ["imbalance"])
