"""The square moves by one pixel each time.

fails: the_largest_of_each_square, what_fills_no_square_is_left_out, numbers_below_zero, wide_and_tall_pictures, the_picture_is_left_alone
reason: size 2) should have shape
"""

import numpy as np


def max_pool(picture, size):
    windows = np.lib.stride_tricks.sliding_window_view(picture, (size, size))
    return windows.max(axis=(2, 3))
