"""The means are rounded to whole gray levels.

fails: fractions_are_kept, differences_from_the_mean_of_all_pictures
reason: `means` should be of type floating, but its dtype is uint8
"""

import numpy as np


def mean_faces(pictures, labels, k):
    means = np.stack([pictures[labels == label].mean(axis=0) for label in range(k)])
    means = means.round().astype(np.uint8)
    return means, means - pictures.mean(axis=0)
