"""Seven labels are written into the function.

fails: fractions_are_kept, differences_from_the_mean_of_all_pictures, differences_go_below_zero, many_bright_pictures
reason: should have shape
"""

import numpy as np


def mean_faces(pictures, labels, k):
    means = np.zeros((7, 48, 48))
    for label in np.unique(labels):
        means[label] = pictures[labels == label].mean(axis=0)
    return means, means - pictures.mean(axis=0)
