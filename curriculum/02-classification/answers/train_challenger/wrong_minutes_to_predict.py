"""Each picture takes a second.

fails: better_than_the_baseline_by_the_margin, the_score_is_where_it_was_said
reason: it did not finish within
seconds: 1
"""

import time

import numpy as np


class Model:
    def __init__(self, labels):
        self.labels = labels
        self.label = np.bincount(labels).argmax()

    def predict(self, pictures):
        time.sleep(len(pictures))
        return np.full(len(pictures), self.label)


def train_challenger(pictures, labels):
    return Model(labels), 0.2, 0.32
