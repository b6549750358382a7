"""One is taken before the choice, in the array's own type, and 0 - 1 is 255 in uint8.

fails: integers_come_back
reason: when the array is of type uint8
"""

import numpy as np


def merge_disgust(emotions):
    return np.maximum(emotions - 1, np.array(0, dtype=emotions.dtype))
