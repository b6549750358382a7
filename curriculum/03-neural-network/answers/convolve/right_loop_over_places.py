"""A loop over the places of the answer."""

import numpy as np


def convolve(picture, kernel, stride, padding):
    h, w = picture.shape
    a, b = kernel.shape
    padded = np.zeros((h + 2 * padding, w + 2 * padding))
    padded[padding : padding + h, padding : padding + w] = picture
    rows = (h + 2 * padding - a) // stride + 1
    columns = (w + 2 * padding - b) // stride + 1
    answer = np.empty((rows, columns))
    for r in range(rows):
        for c in range(columns):
            top, left = r * stride, c * stride
            answer[r, c] = np.sum(padded[top : top + a, left : left + b] * kernel)
    return answer
