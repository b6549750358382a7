"""An empty array is filled pixel by pixel, by row number."""

import numpy as np


def read_faces(table):
    n = table.shape[0]
    pictures = np.empty((n, 48, 48), dtype=np.uint8)
    labels = np.empty(n, dtype=int)
    for i in range(n):
        record = table.iloc[i]
        labels[i] = record["emotion"]
        for place, number in enumerate(record["pixels"].split(" ")):
            pictures[i, place // 48, place % 48] = int(number)
    return pictures, labels
