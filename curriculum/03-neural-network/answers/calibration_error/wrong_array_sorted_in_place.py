"""Each row is sorted in the array that was given, to have the largest last.

fails: probabilities_and_labels_are_left_alone
reason: the array `probabilities` should be left as it is
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    hits = probabilities.argmax(axis=1) == labels
    probabilities.sort(axis=1)
    confidence = probabilities[:, -1]
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    error = 0.0
    for number in np.unique(place):
        here = place == number
        error += here.mean() * abs(confidence[here].mean() - hits[here].mean())
    return error
