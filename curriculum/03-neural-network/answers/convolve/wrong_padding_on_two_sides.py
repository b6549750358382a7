"""Zeros at the bottom and at the right only, twice as many.

fails: zeros_on_four_sides
reason: on all four sides
"""

import numpy as np
from scipy.signal import correlate2d


def convolve(picture, kernel, stride, padding):
    padded = np.pad(picture.astype(float), (0, 2 * padding))
    return correlate2d(padded, kernel.astype(float), mode="valid")[::stride, ::stride]
