"""In single precision, as networks answer; an array without dimensions comes back."""

import numpy as np


def calibration_error(probabilities, labels, bins):
    rows = np.asarray(probabilities, np.float32)
    confidence, hits = rows.max(axis=1), rows.argmax(axis=1) == labels
    place = np.minimum(np.floor(confidence * bins), bins - 1)
    gaps = [np.sum((confidence - hits)[place == number]) for number in range(bins)]
    return np.array(np.abs(gaps).sum() / np.float32(len(labels)))
