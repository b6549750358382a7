"""Gaps keep their sign, so that a bin that is too sure makes up for one that is not sure enough.

fails: each_bin_by_its_pictures, gaps_of_both_signs, as_many_bins_as_asked_for, probabilities_and_labels_are_left_alone
reason: their gaps should not make up for each other
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    hits = probabilities.argmax(axis=1) == labels
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    error = 0.0
    for number in np.unique(place):
        here = place == number
        error += here.mean() * (confidence[here].mean() - hits[here].mean())
    return error
