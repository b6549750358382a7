"""scikit-learn's two means a bin, weighted by numpy's histogram."""

import numpy as np
from sklearn.calibration import calibration_curve


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    hits = (probabilities.argmax(axis=1) == labels).astype(int)
    shares, means = calibration_curve(hits, confidence, n_bins=bins, pos_label=1)
    counts, _ = np.histogram(confidence, bins=bins, range=(0, 1))
    return np.sum(abs(shares - means) * counts[counts > 0]) / counts.sum()
