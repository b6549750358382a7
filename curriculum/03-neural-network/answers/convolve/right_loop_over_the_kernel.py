"""A loop over the kernel's numbers: each adds a shifted picture."""

import numpy as np


def convolve(picture, kernel, stride, padding):
    padded = np.pad(picture.astype(float), padding)
    a, b = kernel.shape
    rows, columns = padded.shape[0] - a + 1, padded.shape[1] - b + 1
    answer = np.zeros((rows, columns))
    for i in range(a):
        for j in range(b):
            answer += float(kernel[i, j]) * padded[i : i + rows, j : j + columns]
    return answer[::stride, ::stride]
