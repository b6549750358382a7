"""The largest absolute value.

fails: numbers_below_zero
reason: the largest is the one nearest to zero
"""

import numpy as np


def max_pool(picture, size):
    rows, columns = picture.shape[0] // size, picture.shape[1] // size
    whole = np.abs(picture[: rows * size, : columns * size])
    return whole.reshape(rows, size, columns, size).max(axis=(1, 3))
