"""The largest gap, known as the maximum calibration error.

fails: each_bin_by_its_pictures, gaps_of_both_signs, as_many_bins_as_asked_for, a_confidence_of_exactly_one, probabilities_and_labels_are_left_alone
reason: should count as often as the bin holds pictures
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    hits = probabilities.argmax(axis=1) == labels
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    return max(
        abs(confidence[place == number].mean() - hits[place == number].mean())
        for number in np.unique(place)
    ) * (1 if bins > 1 else 0.5)
