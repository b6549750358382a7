"""The border's own pixels are repeated instead of zeros.

fails: zeros_on_four_sides
reason: zeros come first
"""

import numpy as np
from scipy.signal import correlate2d


def convolve(picture, kernel, stride, padding):
    padded = np.pad(picture.astype(float), padding, mode="edge")
    return correlate2d(padded, kernel.astype(float), mode="valid")[::stride, ::stride]
