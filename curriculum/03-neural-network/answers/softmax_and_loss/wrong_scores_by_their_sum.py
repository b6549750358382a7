"""Each score divided by the sum of the row, without e.

fails: probabilities_of_each_row, probabilities_of_large_scores, scores_and_labels_are_left_alone
reason: e to the power of each score
"""

import numpy as np
from scipy.special import log_softmax


def softmax_and_loss(scores, labels):
    one_hot = np.eye(scores.shape[1])[labels]
    loss = -log_softmax(scores, axis=1)[one_hot == 1].mean()
    return scores / scores.sum(axis=1, keepdims=True), one_hot, loss
