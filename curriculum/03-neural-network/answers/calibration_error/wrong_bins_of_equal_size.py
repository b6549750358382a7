"""Each bin holds the same number of pictures.

fails: each_bin_by_its_pictures, gaps_of_both_signs, as_many_bins_as_asked_for, a_confidence_of_exactly_one, probabilities_and_labels_are_left_alone
reason: the bins have equal width from 0 to 1
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    hits = probabilities.argmax(axis=1) == labels
    error = 0.0
    for here in np.array_split(np.argsort(confidence), bins):
        if len(here):
            gap = abs(confidence[here].mean() - hits[here].mean())
            error += len(here) / len(labels) * gap
    return error
