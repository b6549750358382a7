"""All numbers of the array sum to 1, not those of each row.

fails: probabilities_of_each_row, mean_of_minus_the_logarithms, probabilities_of_large_scores, loss_of_large_scores, scores_and_labels_are_left_alone
reason: over the same row
"""

import numpy as np
from scipy.special import log_softmax, softmax


def softmax_and_loss(scores, labels):
    one_hot = np.eye(scores.shape[1])[labels]
    return softmax(scores), one_hot, -log_softmax(scores)[one_hot == 1].mean()
