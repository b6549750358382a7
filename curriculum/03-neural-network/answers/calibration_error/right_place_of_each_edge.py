"""The bins by their edges, and numpy's mean with weights."""

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = np.sort(probabilities, axis=1)[:, -1]
    hit = probabilities[np.arange(len(labels)), labels] == confidence
    place = np.digitize(confidence, np.arange(1, bins) / bins)
    full = [place == number for number in set(place.tolist())]
    gaps = [np.abs(confidence[here].mean() - hit[here].mean()) for here in full]
    return np.average(gaps, weights=[here.sum() for here in full])
