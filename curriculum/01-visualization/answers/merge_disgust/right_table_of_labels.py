"""An array of new labels, with the old label as its index."""

import numpy as np


def merge_disgust(emotions):
    new_labels = np.array([0, 0, 1, 2, 3, 4, 5], dtype=np.int8)
    return new_labels[emotions]
