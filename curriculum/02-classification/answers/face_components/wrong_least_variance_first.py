"""The eigenvectors come in rising order, and the first k are taken.

fails: directions_of_most_variance, shares_of_the_whole_variance, the_mean_picture_is_taken_away, few_pictures_of_many_pixels
reason: the one of most variance first
"""

import numpy as np


def face_components(pictures, k):
    n, h, w = pictures.shape
    covariance = np.cov(pictures.reshape(n, h * w), rowvar=False)
    variances, columns = np.linalg.eigh(covariance)
    return columns[:, :k].T.reshape(k, h, w), variances[:k] / variances.sum()
