"""The root of the mean squared gap.

fails: each_bin_by_its_pictures, gaps_of_both_signs, as_many_bins_as_asked_for, a_confidence_of_exactly_one, probabilities_and_labels_are_left_alone
reason: each bin should count as often as the bin holds pictures
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    hits = probabilities.argmax(axis=1) == labels
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    error = 0.0
    for number in np.unique(place):
        here = place == number
        error += here.mean() * (confidence[here].mean() - hits[here].mean()) ** 2
    return error**0.5
