"""Differences without their sign.

fails: differences_from_the_mean_of_all_pictures, differences_go_below_zero
reason: its difference should be below zero
"""

import numpy as np


def mean_faces(pictures, labels, k):
    means = np.stack([pictures[labels == label].mean(axis=0) for label in range(k)])
    return means, np.abs(means - pictures.mean(axis=0))
