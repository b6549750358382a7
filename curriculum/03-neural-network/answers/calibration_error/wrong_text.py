"""The error as text.

fails: each_bin_by_its_pictures, gaps_of_both_signs, as_many_bins_as_asked_for, a_confidence_of_exactly_one, probabilities_and_labels_are_left_alone
reason: should be one number, but a str came back
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    hits = probabilities.argmax(axis=1) == labels
    return f"{np.abs(probabilities.max(axis=1) - hits).mean():.6f}"
