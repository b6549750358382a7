"""The kernel always moves by one pixel.

fails: stride_to_the_right_and_down, zeros_on_four_sides
reason: stride 2, padding 0) should have shape
"""

import numpy as np
from scipy.signal import correlate2d


def convolve(picture, kernel, stride, padding):
    return correlate2d(np.pad(picture.astype(float), padding), kernel.astype(float), mode="valid")
