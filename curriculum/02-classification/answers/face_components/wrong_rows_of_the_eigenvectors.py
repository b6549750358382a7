"""The eigenvectors stand in columns, but rows are taken.

fails: directions_of_most_variance, the_mean_picture_is_taken_away, few_pictures_of_many_pixels
reason: are not the directions in which the pictures vary most
"""

import numpy as np


def face_components(pictures, k):
    n, h, w = pictures.shape
    covariance = np.cov(pictures.reshape(n, h * w), rowvar=False)
    variances, vectors = np.linalg.eigh(covariance)
    shares = variances[::-1] / variances.sum()
    return vectors[::-1][:k].reshape(k, h, w), shares[:k]
