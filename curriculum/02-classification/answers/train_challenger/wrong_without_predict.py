"""A function that answers, not a model with `predict`.

fails: better_than_the_baseline_by_the_margin, the_score_is_where_it_was_said
reason: has no method `predict`
"""

import numpy as np


def train_challenger(pictures, labels):
    label = np.bincount(labels).argmax()

    def answer(pictures):
        return np.full(len(pictures), label)

    return answer, 0.2, 0.32
