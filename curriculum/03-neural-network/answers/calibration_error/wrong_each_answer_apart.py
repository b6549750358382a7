"""The error of each answer by itself, and the mean of these.

fails: each_bin_by_its_pictures, as_many_bins_as_asked_for, gaps_of_both_signs, probabilities_and_labels_are_left_alone, a_confidence_of_exactly_one
reason: the gap of each bin should count as often as the bin holds pictures
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence, answers = probabilities.max(axis=1), probabilities.argmax(axis=1)
    hit = answers == labels
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    errors = []
    for answer in np.unique(answers):
        own = answers == answer
        error = 0.0
        for number in np.unique(place[own]):
            here = own & (place == number)
            error += here.sum() / own.sum() * abs(confidence[here].mean() - hit[here].mean())
        errors.append(error)
    return np.mean(errors)
