"""The stride counts to the right, but each row of the picture is visited.

fails: stride_to_the_right_and_down, zeros_on_four_sides
reason: stride 2, padding 0) should have shape
"""

import numpy as np
from scipy.signal import correlate2d


def convolve(picture, kernel, stride, padding):
    padded = np.pad(picture.astype(float), padding)
    return correlate2d(padded, kernel.astype(float), mode="valid")[:, ::stride]
