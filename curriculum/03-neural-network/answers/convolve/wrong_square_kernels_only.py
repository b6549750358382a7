"""The kernel's number of rows serves for its columns too.

fails: kernels_and_pictures_of_any_shape
reason: kernel of 1 by 4, stride 1, padding 0) should have shape
"""

import numpy as np


def convolve(picture, kernel, stride, padding):
    padded = np.pad(picture.astype(float), padding)
    size = len(kernel)
    tops = range(0, padded.shape[0] - size + 1, stride)
    lefts = range(0, padded.shape[1] - size + 1, stride)
    return np.array(
        [[(padded[t : t + size, x : x + size] * kernel).sum() for x in lefts] for t in tops]
    )
