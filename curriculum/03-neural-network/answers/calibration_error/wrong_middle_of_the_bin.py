"""The middle of the bin stands for the confidences in it.

fails: each_bin_by_its_pictures, gaps_of_both_signs, as_many_bins_as_asked_for, a_confidence_of_exactly_one, probabilities_and_labels_are_left_alone
reason: a gap is the mean confidence of the bin's pictures
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    hits = probabilities.argmax(axis=1) == labels
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    error = 0.0
    for number in np.unique(place):
        here = place == number
        error += here.mean() * abs((number + 0.5) / bins - hits[here].mean())
    return error
