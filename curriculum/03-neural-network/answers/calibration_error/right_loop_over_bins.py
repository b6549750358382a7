"""One bin after the other, those without pictures left out."""

import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    hits = probabilities.argmax(axis=1) == labels
    edges = np.linspace(0, 1, bins + 1)
    edges[-1] = 2  # 1 itself belongs to the last bin
    error = 0
    for low, high in zip(edges[:-1], edges[1:]):
        here = (confidence >= low) & (confidence < high)
        if here.any():
            error += here.sum() * abs(confidence[here].mean() - hits[here].mean())
    return error / len(labels)
