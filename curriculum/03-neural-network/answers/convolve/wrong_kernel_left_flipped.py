"""The kernel is flipped in place for SciPy, and stays flipped.

fails: picture_and_kernel_are_left_alone
reason: the kernel that you were given should be left as it is
"""

import numpy as np
from scipy.signal import convolve2d


def convolve(picture, kernel, stride, padding):
    kernel[:] = kernel[::-1, ::-1].copy()
    padded = np.pad(picture.astype(float), padding)
    return convolve2d(padded, kernel.astype(float), mode="valid")[::stride, ::stride]
