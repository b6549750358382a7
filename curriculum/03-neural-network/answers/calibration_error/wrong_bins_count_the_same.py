"""The plain mean of the gaps, whatever a bin holds.

fails: each_bin_by_its_pictures, as_many_bins_as_asked_for, a_confidence_of_exactly_one, probabilities_and_labels_are_left_alone
reason: should count as often as the bin holds pictures
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    hits = probabilities.argmax(axis=1) == labels
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(confidence[place == number].mean() - hits[place == number].mean())
        for number in np.unique(place)
    ]
    return np.mean(gaps)
