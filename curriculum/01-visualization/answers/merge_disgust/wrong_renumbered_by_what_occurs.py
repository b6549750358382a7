"""The labels that occur are numbered anew, which goes wrong when one of them is missing.

fails: a_label_that_no_picture_has
reason: also when some labels do not occur
"""

import numpy as np


def merge_disgust(emotions):
    merged = np.where(emotions == 1, 0, emotions)
    return np.unique(merged, return_inverse=True)[1]
