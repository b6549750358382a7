"""np.linspace(0, 1, bins) has as many borders as bins were asked for, so one bin is missing.

fails: as_many_bins_as_asked_for
reason: the bins have equal width from 0 to 1
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    hits = probabilities.argmax(axis=1) == labels
    place = np.minimum((confidence * (bins - 1)).astype(int), max(bins - 2, 0))
    error = 0.0
    for number in np.unique(place):
        here = place == number
        error += here.mean() * abs(confidence[here].mean() - hits[here].mean())
    return error
