"""Only the means come back.

fails: the_mean_of_each_label, fractions_are_kept, differences_from_the_mean_of_all_pictures, differences_go_below_zero, many_bright_pictures
reason: should be two things, `means` and `differences`, but a numpy array came back
"""

import numpy as np


def mean_faces(pictures, labels, k):
    return np.stack([pictures[labels == label].mean(axis=0) for label in range(k)])
