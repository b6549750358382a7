"""All windows at once, multiplied and summed."""

import numpy as np


def convolve(picture, kernel, stride, padding):
    padded = np.pad(np.asarray(picture, dtype=np.float64), padding)
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("rcab,ab->rc", windows[::stride, ::stride], kernel)
