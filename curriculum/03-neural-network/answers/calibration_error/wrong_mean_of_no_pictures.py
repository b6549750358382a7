"""An empty bin has a mean of nan, and the sum as well.

fails: each_bin_by_its_pictures, gaps_of_both_signs, as_many_bins_as_asked_for, a_confidence_of_exactly_one, probabilities_and_labels_are_left_alone
reason: the answer is nan
"""

import warnings

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    hits = probabilities.argmax(axis=1) == labels
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    error = 0.0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number in range(bins):
            here = place == number
            error += here.mean() * abs(confidence[here].mean() - hits[here].mean())
    return error
