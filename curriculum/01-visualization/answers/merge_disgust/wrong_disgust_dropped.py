"""Pictures labelled disgust are left out instead of relabelled.

fails: disgust_joins_anger, other_labels_close_the_gap, a_label_that_no_picture_has, integers_come_back, the_array_given_is_left_alone
reason: should have shape
"""

import numpy as np


def merge_disgust(emotions):
    kept = emotions[emotions != 1]
    return np.where(kept > 1, kept - 1, 0)
