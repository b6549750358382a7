"""The majority baseline itself, with an honest interval.

fails: better_than_the_baseline_by_the_margin
reason: it should be better by at least
"""

import numpy as np


class Model:
    def __init__(self, labels):
        self.labels = labels
        self.label = np.bincount(labels).argmax()

    def predict(self, pictures):
        return np.full(len(pictures), self.label)


def train_challenger(pictures, labels):
    return Model(labels), 0.2, 0.32
