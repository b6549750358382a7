"""Disgust goes to the label that follows it.

fails: disgust_joins_anger, a_label_that_no_picture_has, integers_come_back, the_array_given_is_left_alone
reason: those labelled angry or disgust before
"""

import numpy as np


def merge_disgust(emotions):
    return np.array([0, 1, 1, 2, 3, 4, 5])[emotions]
