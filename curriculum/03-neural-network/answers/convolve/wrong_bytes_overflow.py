"""The sums are kept in an array of the picture's type.

fails: gray_levels_of_one_byte
reason: should be of type floating
"""

import numpy as np


def convolve(picture, kernel, stride, padding):
    padded = np.pad(picture, padding)
    a, b = kernel.shape
    tops = range(0, padded.shape[0] - a + 1, stride)
    lefts = range(0, padded.shape[1] - b + 1, stride)
    answer = np.zeros((len(tops), len(lefts)), picture.dtype)
    for r, top in enumerate(tops):
        for c, left in enumerate(lefts):
            total = (padded[top : top + a, left : left + b] * kernel).sum()
            answer[r, c] = np.asarray(total).astype(picture.dtype)
    return answer
