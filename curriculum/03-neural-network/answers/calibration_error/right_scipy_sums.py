"""In a bin, pictures times gap is the sum of confidence minus hit."""

import numpy as np
from scipy.stats import binned_statistic


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    differences = confidence - (probabilities.argmax(axis=1) == labels)
    sums = binned_statistic(confidence, differences, "sum", bins=bins, range=(0, 1)).statistic
    return np.abs(sums).sum() / len(labels)
