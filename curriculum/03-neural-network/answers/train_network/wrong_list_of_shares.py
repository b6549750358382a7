"""`predict` gives a list of lists.

fails: better_than_the_baseline_by_the_margin, the_score_is_where_it_was_said
reason: should be a numpy array
"""

import numpy as np


class Shares:
    """Answers every picture with the same six numbers."""

    def __init__(self, shares):
        self.shares = shares

    def predict(self, pictures):
        return [list(self.shares) for _ in pictures]


def train_network(pictures, labels):
    shares = np.bincount(labels, minlength=6) / len(labels)
    return Shares(shares), 0.18, 0.3
