"""Each confidence in turn is the threshold, from the highest down."""

import numpy as np


def abstention_curve(probabilities, labels):
    confidence = probabilities.max(axis=1)
    hits = probabilities.argmax(axis=1) == labels
    answered = confidence >= np.sort(confidence)[::-1][:, None]
    return answered.mean(axis=1), (answered & hits).sum(axis=1) / answered.sum(axis=1)
