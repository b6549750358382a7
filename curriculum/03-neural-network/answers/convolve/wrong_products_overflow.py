"""The products are made in bytes; the answer becomes floating too late.

fails: gray_levels_of_one_byte
reason: with gray levels of type uint8 the sums come out wrong
"""

import numpy as np


def convolve(picture, kernel, stride, padding):
    padded = np.pad(picture, padding)
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::stride, ::stride]
    return (windows * kernel).sum(axis=(2, 3)).astype(float)
