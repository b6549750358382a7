"""One number for each label: the mean over all pixels as well.

fails: the_mean_of_each_label, fractions_are_kept, differences_from_the_mean_of_all_pictures, differences_go_below_zero, many_bright_pictures
reason: `means` should have shape (7, 48, 48), but its shape is (7,)
"""

import numpy as np


def mean_faces(pictures, labels, k):
    means = np.array([pictures[labels == label].mean() for label in range(k)])
    return means, means - pictures.mean()
