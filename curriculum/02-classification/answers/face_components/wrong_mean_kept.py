"""The mean picture is not taken away: it comes back as the first component.

fails: directions_of_most_variance, shares_of_the_whole_variance, the_mean_picture_is_taken_away, few_pictures_of_many_pixels
reason: take the mean picture away first
"""

import numpy as np


def face_components(pictures, k):
    flat = pictures.reshape(len(pictures), -1).astype(float)
    _, values, rows = np.linalg.svd(flat, full_matrices=False)
    shares = values**2 / np.sum(values**2)
    return rows[:k].reshape(k, *pictures.shape[1:]), shares[:k]
