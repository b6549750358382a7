"""The confidence is taken from the label's place, which the network does not know.

fails: each_bin_by_its_pictures, gaps_of_both_signs, as_many_bins_as_asked_for, a_confidence_of_exactly_one, probabilities_and_labels_are_left_alone
reason: the calibration error is not right
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities[np.arange(len(labels)), labels]
    hits = probabilities.argmax(axis=1) == labels
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    error = 0.0
    for number in np.unique(place):
        here = place == number
        error += here.mean() * abs(confidence[here].mean() - hits[here].mean())
    return error
