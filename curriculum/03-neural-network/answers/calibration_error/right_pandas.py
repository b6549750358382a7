"""A table with one row a picture, grouped by bin; the bins are closed on the right."""

import pandas as pd


def calibration_error(probabilities, labels, bins):
    table = pd.DataFrame({"confidence": probabilities.max(axis=1)})
    table["hit"] = (probabilities.argmax(axis=1) == labels).astype(float)
    edges = [number / bins for number in range(bins + 1)]
    groups = table.groupby(pd.cut(table["confidence"], edges), observed=True)
    means = groups.mean()
    return float(((means["confidence"] - means["hit"]).abs() * groups.size()).sum() / len(table))
