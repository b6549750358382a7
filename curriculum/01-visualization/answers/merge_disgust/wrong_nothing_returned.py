"""The new labels are printed, not given back.

fails: disgust_joins_anger, other_labels_close_the_gap, a_label_that_no_picture_has, integers_come_back, the_array_given_is_left_alone
reason: None (is there a `return`?)
"""

import numpy as np


def merge_disgust(emotions):
    merged = np.where(emotions > 1, emotions - 1, 0)
    print(merged)
