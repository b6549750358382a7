"""A table in falling order and pandas' running mean."""

import numpy as np
import pandas as pd


def abstention_curve(probabilities, labels):
    table = pd.DataFrame({"sure": probabilities.max(axis=1)})
    table["hit"] = probabilities.argmax(axis=1) == labels
    table = table.sort_values("sure", ascending=False)
    accuracy = table["hit"].astype(float).expanding().mean().to_numpy()
    return np.linspace(1 / len(table), 1, len(table)), accuracy
