"""Scores above 500 are cut to 500, so that large ones are all alike.

fails: probabilities_of_large_scores, loss_of_large_scores
reason: each row has its own largest score
"""

import numpy as np
from scipy.special import log_softmax, softmax


def softmax_and_loss(scores, labels):
    cut = np.clip(scores, -500, 500)
    one_hot = np.eye(scores.shape[1])[labels]
    return softmax(cut, axis=1), one_hot, -(log_softmax(cut, axis=1)[one_hot == 1]).mean()
