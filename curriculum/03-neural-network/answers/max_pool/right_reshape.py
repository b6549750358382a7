"""Four axes, the largest over two of them."""

import numpy as np


def max_pool(picture, size):
    rows, columns = (n // size for n in picture.shape)
    whole = picture[: rows * size, : columns * size]
    return np.max(whole.reshape(rows, size, columns, size), axis=(1, 3))
