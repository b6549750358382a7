"""Probabilities as whole percents.

fails: probabilities_of_each_row, probabilities_of_large_scores, scores_and_labels_are_left_alone
reason: e to the power of each score, divided by the sum
"""

import numpy as np
from scipy.special import log_softmax, softmax


def softmax_and_loss(scores, labels):
    one_hot = np.eye(scores.shape[1])[labels]
    loss = -log_softmax(scores, axis=1)[one_hot == 1].mean()
    return (100 * softmax(scores, axis=1)).astype(int), one_hot, loss
