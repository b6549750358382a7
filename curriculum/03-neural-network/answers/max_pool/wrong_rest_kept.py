"""What fills no square makes smaller squares of its own.

fails: what_fills_no_square_is_left_out
reason: (picture of 7 by 7, size 2) should have shape
"""

import numpy as np


def max_pool(picture, size):
    h, w = picture.shape
    return np.array(
        [
            [picture[t : t + size, x : x + size].max() for x in range(0, w, size)]
            for t in range(0, h, size)
        ]
    )
