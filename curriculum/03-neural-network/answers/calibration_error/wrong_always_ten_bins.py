"""Ten bins, whatever is asked for.

fails: as_many_bins_as_asked_for, a_confidence_of_exactly_one
reason: the bins have equal width from 0 to 1
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    hits = probabilities.argmax(axis=1) == labels
    place = np.minimum((confidence * 10).astype(int), 9)
    error = 0.0
    for number in np.unique(place):
        here = place == number
        error += here.mean() * abs(confidence[here].mean() - hits[here].mean())
    return error
