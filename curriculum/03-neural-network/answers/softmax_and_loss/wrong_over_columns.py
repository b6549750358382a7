"""The sums run over the pictures instead of the labels.

fails: probabilities_of_each_row, mean_of_minus_the_logarithms, probabilities_of_large_scores, loss_of_large_scores, scores_and_labels_are_left_alone
reason: over the same row
"""

import numpy as np
from scipy.special import log_softmax, softmax


def softmax_and_loss(scores, labels):
    one_hot = np.eye(scores.shape[1])[labels]
    return softmax(scores, axis=0), one_hot, -log_softmax(scores, axis=0)[one_hot == 1].mean()
