"""Disgust becomes anger, but the other labels keep their numbers.

fails: other_labels_close_the_gap, a_label_that_no_picture_has, integers_come_back, the_array_given_is_left_alone
reason: each label above disgust should move down by one
"""

import numpy as np


def merge_disgust(emotions):
    return np.where(emotions == 1, 0, emotions)
