"""For each k the mean of the first k hits; a list of two arrays."""

import numpy as np


def abstention_curve(probabilities, labels):
    pictures = list(zip(probabilities.tolist(), labels.tolist()))
    pictures.sort(key=lambda picture: max(picture[0]), reverse=True)
    coverage, accuracy, hits = [], [], 0
    for k, (row, label) in enumerate(pictures, start=1):
        hits += row.index(max(row)) == label
        coverage.append(k / len(pictures))
        accuracy.append(hits / k)
    return [np.array(coverage), np.array(accuracy)]
