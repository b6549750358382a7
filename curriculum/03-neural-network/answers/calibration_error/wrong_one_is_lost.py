"""A confidence of exactly 1 is below no upper border and falls out.

fails: a_confidence_of_exactly_one
reason: some confidences are exactly 1
"""

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    hits = probabilities.argmax(axis=1) == labels
    error = 0.0
    for number in range(bins):
        here = (confidence >= number / bins) & (confidence < (number + 1) / bins)
        if here.any():
            error += here.mean() * abs(confidence[here].mean() - hits[here].mean())
    return error
