"""The shares of each label sum to one over the pictures, not over the labels.

fails: better_than_the_baseline_by_the_margin, the_score_is_where_it_was_said
reason: the six of a picture with the sum 1
"""

import numpy as np


class Shares:
    """Answers every picture with the same six numbers."""

    def __init__(self, shares):
        self.shares = shares

    def predict(self, pictures):
        powers = np.exp(np.tile(self.shares, (len(pictures), 1)))
        return powers / powers.sum(axis=0)


def train_network(pictures, labels):
    return Shares(np.bincount(labels, minlength=6) / len(labels)), 0.18, 0.3
