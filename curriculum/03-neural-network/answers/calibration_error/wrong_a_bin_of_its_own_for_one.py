"""digitize puts a confidence of exactly 1 behind the last bin.

fails: a_confidence_of_exactly_one
reason: they belong to the last bin
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    hits = probabilities.argmax(axis=1) == labels
    place = np.digitize(confidence, np.linspace(0, 1, bins + 1))
    error = 0.0
    for number in np.unique(place):
        here = place == number
        error += here.mean() * abs(confidence[here].mean() - hits[here].mean())
    return error
