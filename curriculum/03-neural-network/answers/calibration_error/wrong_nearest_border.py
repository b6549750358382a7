"""Rounds a confidence to the nearest border, so that the bins lie around the borders.

fails: as_many_bins_as_asked_for
reason: the bins have equal width from 0 to 1
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    hit = probabilities.argmax(axis=1) == labels
    place = np.round(confidence * bins)
    error = 0.0
    for number in np.unique(place):
        here = place == number
        error += here.mean() * abs(confidence[here].mean() - hit[here].mean())
    return error
