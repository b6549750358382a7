"""The place among the labels that remain."""

import numpy as np


def merge_disgust(emotions):
    return np.searchsorted([2, 3, 4, 5, 6], emotions, side="right")
