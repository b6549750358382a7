"""The labels come back as floating-point numbers.

fails: integers_come_back
reason: should be of type integer, but its dtype is float
"""

import numpy as np


def merge_disgust(emotions):
    merged = np.zeros(len(emotions))
    merged[emotions > 1] = emotions[emotions > 1] - 1
    return merged
