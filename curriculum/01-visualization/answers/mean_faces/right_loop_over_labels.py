"""A mask for each label; pictures as floating-point numbers."""

import numpy as np


def mean_faces(pictures, labels, k):
    means = np.stack([pictures[labels == label].mean(axis=0) for label in range(k)])
    return means, means - pictures.mean(axis=0)
