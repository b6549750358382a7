"""The mean of each picture's own gap, which no bin softens.

fails: each_bin_by_its_pictures, gaps_of_both_signs, as_many_bins_as_asked_for, a_confidence_of_exactly_one, probabilities_and_labels_are_left_alone
reason: a gap is the mean confidence of the bin's pictures against their share of right answers
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    hits = probabilities.argmax(axis=1) == labels
    return np.mean(np.abs(probabilities.max(axis=1) - hits))
