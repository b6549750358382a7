"""The majority baseline itself.

fails: better_than_without_a_past
reason: it should be better by at least
seconds: 60
"""

import numpy as np


class Shares:
    """Answers every picture with the same six numbers."""

    def __init__(self, labels):
        self.shares = np.bincount(labels, minlength=6) / len(labels)

    def predict(self, pictures):
        return np.tile(self.shares, (len(pictures), 1))


def learn_from_few(pictures, labels):
    return Shares(labels)
