"""What fills no square becomes nan.

fails: what_fills_no_square_is_left_out
reason: (picture of 7 by 7, size 2) should have shape
"""

import numpy as np


def max_pool(picture, size):
    h, w = picture.shape
    whole = np.full((h + -h % size, w + -w % size), np.nan)
    whole[:h, :w] = picture
    return whole.reshape(whole.shape[0] // size, size, -1, size).max(axis=(1, 3))
