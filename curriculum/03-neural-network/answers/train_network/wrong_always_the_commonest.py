"""The majority baseline itself, with an honest interval.

fails: better_than_the_baseline_by_the_margin
reason: it should be better by at least
"""

import numpy as np


class Shares:
    """Answers every picture with the same six numbers."""

    def __init__(self, shares):
        self.shares = shares

    def predict(self, pictures):
        return np.tile(self.shares, (len(pictures), 1))


def train_network(pictures, labels):
    shares = np.bincount(labels, minlength=6) / len(labels)
    top = shares.max()
    return Shares(shares), top - 0.06, top + 0.06
