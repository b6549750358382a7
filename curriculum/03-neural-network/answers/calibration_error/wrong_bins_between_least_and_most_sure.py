"""The bins begin at the smallest confidence and end at the largest.

fails: as_many_bins_as_asked_for, a_confidence_of_exactly_one
reason: the bins have equal width from 0 to 1
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    hits = probabilities.argmax(axis=1) == labels
    edges = np.histogram_bin_edges(confidence, bins=bins)
    place = np.clip(np.digitize(confidence, edges) - 1, 0, bins - 1)
    error = 0.0
    for number in np.unique(place):
        here = place == number
        error += here.mean() * abs(confidence[here].mean() - hits[here].mean())
    return error
