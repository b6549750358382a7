"""Pictures that differ a little count as equal.

fails: nearly_equal_is_not_equal
reason: twins are equal in each of their 2,304 pixels
"""

import numpy as np


def find_duplicates(pictures, usage):
    flat = pictures.reshape(len(pictures), -1).astype(np.float32)
    squares = (flat**2).sum(axis=1)
    distance = squares[:, None] + squares[None, :] - 2 * flat @ flat.T
    close = distance < 200 * 200
    twin = close.sum(axis=1) > 1
    return twin, close[:, usage == 0].any(axis=1) & (usage > 0)
