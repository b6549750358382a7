"""Mean confidence against the share of hits, over all pictures, without bins.

fails: each_bin_by_its_pictures, gaps_of_both_signs, as_many_bins_as_asked_for, probabilities_and_labels_are_left_alone
reason: their gaps should not make up for each other
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    hits = probabilities.argmax(axis=1) == labels
    return abs(probabilities.max(axis=1).mean() - hits.mean())
