"""The shares were never filled in.

fails: better_than_the_baseline_by_the_margin, the_score_is_where_it_was_said
reason: that are nan
"""

import numpy as np


class Shares:
    """Answers every picture with the same six numbers."""

    def __init__(self, shares):
        self.shares = shares

    def predict(self, pictures):
        return np.tile(self.shares, (len(pictures), 1))


def train_network(pictures, labels):
    return Shares(np.full(6, np.nan)), 0.42, 0.54
