"""Each window becomes a row of a matrix, the kernel a column; in single precision."""

import numpy as np


def convolve(picture, kernel, stride, padding):
    padded = np.pad(picture.astype(np.float32), padding)
    a, b = kernel.shape
    tops = range(0, padded.shape[0] - a + 1, stride)
    lefts = range(0, padded.shape[1] - b + 1, stride)
    windows = [padded[t : t + a, x : x + b].ravel() for t in tops for x in lefts]
    products = np.array(windows) @ kernel.astype(np.float32).ravel()
    return products.reshape(len(tops), len(lefts))
