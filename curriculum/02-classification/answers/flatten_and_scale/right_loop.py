"""Picture by picture, pixel by pixel."""

import numpy as np


def flatten_and_scale(pictures):
    n, h, w = pictures.shape
    rows = np.zeros((n, h * w))
    for number in range(n):
        for y in range(h):
            for x in range(w):
                rows[number, y * w + x] = pictures[number, y, x] / 255
    return rows
