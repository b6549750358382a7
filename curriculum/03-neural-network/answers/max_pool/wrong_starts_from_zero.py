"""The search for the largest starts at 0, and nothing below zero is larger.

fails: numbers_below_zero
reason: the largest is the one nearest to zero
"""

import numpy as np


def max_pool(picture, size):
    rows, columns = picture.shape[0] // size, picture.shape[1] // size
    answer = np.zeros((rows, columns))
    for r in range(rows * size):
        for c in range(columns * size):
            answer[r // size, c // size] = max(answer[r // size, c // size], picture[r, c])
    return answer
