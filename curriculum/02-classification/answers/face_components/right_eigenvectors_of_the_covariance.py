"""Eigenvectors of the covariance of the pixels, the last ones first."""

import numpy as np


def face_components(pictures, k):
    n, h, w = pictures.shape
    covariance = np.cov(pictures.reshape(n, h * w), rowvar=False)
    variances, columns = np.linalg.eigh(covariance)
    order = np.argsort(variances)[::-1][:k]
    return columns[:, order].T.reshape(k, h, w), variances[order] / np.trace(covariance)
