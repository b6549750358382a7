"""Each picture's own mean is taken away, not each pixel's.

fails: directions_of_most_variance, shares_of_the_whole_variance, the_mean_picture_is_taken_away, few_pictures_of_many_pixels
reason: take the mean picture away first, pixel by pixel
"""

import numpy as np


def face_components(pictures, k):
    flat = pictures.reshape(len(pictures), -1).astype(float)
    centred = flat - flat.mean(axis=1, keepdims=True)
    _, values, rows = np.linalg.svd(centred, full_matrices=False)
    shares = values**2 / np.sum(values**2)
    return rows[:k].reshape(k, *pictures.shape[1:]), shares[:k]
