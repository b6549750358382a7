"""The singular values themselves are taken for variances.

fails: shares_of_the_whole_variance, the_mean_picture_is_taken_away, few_pictures_of_many_pixels
reason: `shares` should be variances (a spread squared)
"""

import numpy as np


def face_components(pictures, k):
    flat = pictures.reshape(len(pictures), -1).astype(float)
    _, values, rows = np.linalg.svd(flat - flat.mean(axis=0), full_matrices=False)
    return rows[:k].reshape(k, *pictures.shape[1:]), values[:k] / values.sum()
