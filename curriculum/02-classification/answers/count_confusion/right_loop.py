"""One picture after the other."""

import numpy as np


def count_confusion(labels, answers, k):
    table = np.zeros((k, k), dtype=int)
    for label, answer in zip(labels, answers):
        table[label, answer] += 1
    return table
