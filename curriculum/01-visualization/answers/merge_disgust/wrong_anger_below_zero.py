"""One is taken from every label, so anger becomes -1.

fails: disgust_joins_anger, integers_come_back, the_array_given_is_left_alone
reason: those labelled angry or disgust before
"""

import numpy as np


def merge_disgust(emotions):
    merged = emotions.astype(np.int64) - 1
    return np.where(emotions == 1, 0, merged)
