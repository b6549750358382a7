"""Zeros fill the last squares up.

fails: what_fills_no_square_is_left_out
reason: (picture of 7 by 7, size 2) should have shape
"""

import numpy as np


def max_pool(picture, size):
    h, w = picture.shape
    whole = np.pad(picture, ((0, -h % size), (0, -w % size)))
    return whole.reshape(whole.shape[0] // size, size, -1, size).max(axis=(1, 3))
