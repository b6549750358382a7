"""The right k components, the one of least variance first.

fails: directions_of_most_variance, shares_of_the_whole_variance, few_pictures_of_many_pixels
reason: the one of most variance first
"""

import numpy as np


def face_components(pictures, k):
    n, h, w = pictures.shape
    covariance = np.cov(pictures.reshape(n, h * w), rowvar=False)
    variances, columns = np.linalg.eigh(covariance)
    return columns[:, -k:].T.reshape(k, h, w), variances[-k:] / variances.sum()
