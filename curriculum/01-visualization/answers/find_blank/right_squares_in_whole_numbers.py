"""Whole numbers only, compared as squares."""

import numpy as np


def find_blank(pictures, limit):
    flat = pictures.reshape(len(pictures), -1).astype(np.int64)
    n = flat.shape[1]
    # n times n times the variance, without any rounding.
    scaled = n * (flat**2).sum(axis=1) - flat.sum(axis=1) ** 2
    return scaled < (limit * n) ** 2
