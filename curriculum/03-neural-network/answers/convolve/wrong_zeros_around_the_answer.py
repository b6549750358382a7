"""The zeros are put around the answer instead of the picture.

fails: zeros_on_four_sides
reason: zeros come first
"""

import numpy as np
from scipy.signal import correlate2d


def convolve(picture, kernel, stride, padding):
    inner = correlate2d(picture.astype(float), kernel.astype(float), mode="valid")
    return np.pad(inner[::stride, ::stride], padding)
