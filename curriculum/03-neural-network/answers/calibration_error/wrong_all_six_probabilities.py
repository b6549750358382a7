"""Bins all probabilities of a picture, not only that of its answer.

fails: each_bin_by_its_pictures, gaps_of_both_signs, as_many_bins_as_asked_for, probabilities_and_labels_are_left_alone
reason: the gap of each bin should count as often as the bin holds pictures
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    sure = probabilities.ravel()
    hit = (np.arange(probabilities.shape[1]) == labels[:, None]).ravel()
    place = np.minimum((sure * bins).astype(int), bins - 1)
    error = 0.0
    for number in np.unique(place):
        here = place == number
        error += here.mean() * abs(sure[here].mean() - hit[here].mean())
    return error
