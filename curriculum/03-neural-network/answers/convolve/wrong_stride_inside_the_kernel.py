"""The stride spreads the kernel's own numbers, which is dilation.

fails: stride_to_the_right_and_down, zeros_on_four_sides
reason: stride 2, padding 0) should have shape
"""

import numpy as np
from scipy.signal import correlate2d


def convolve(picture, kernel, stride, padding):
    padded = np.pad(picture.astype(float), padding)
    a, b = kernel.shape
    spread = np.zeros(((a - 1) * stride + 1, (b - 1) * stride + 1))
    spread[::stride, ::stride] = kernel
    return correlate2d(padded, spread, mode="valid")
