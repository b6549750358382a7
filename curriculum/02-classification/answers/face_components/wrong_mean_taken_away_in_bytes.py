"""Differences from the mean picture in bytes: what is below zero comes out near 255.

fails: directions_of_most_variance, shares_of_the_whole_variance, the_mean_picture_is_taken_away, few_pictures_of_many_pixels
reason: in numbers that can go below zero
"""

import numpy as np


def face_components(pictures, k):
    flat = pictures.reshape(len(pictures), -1)
    centred = flat - flat.mean(axis=0).astype(np.uint8)
    _, values, rows = np.linalg.svd(centred.astype(float), full_matrices=False)
    shares = values**2 / np.sum(values**2)
    return rows[:k].reshape(k, *pictures.shape[1:]), shares[:k]
