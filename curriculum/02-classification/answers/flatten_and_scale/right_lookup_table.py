"""A table of 256 numbers, and the gray level as its index."""

import numpy as np


def flatten_and_scale(pictures):
    table = np.linspace(0, 1, 256)
    return np.stack([table[picture].ravel() for picture in pictures])
