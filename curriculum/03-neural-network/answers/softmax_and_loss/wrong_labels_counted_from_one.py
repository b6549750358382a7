"""Labels are taken as if they began with 1: the 1 stands one column too far left.

fails: a_column_for_each_score, mean_of_minus_the_logarithms, loss_of_large_scores
reason: in the column of that picture's label
"""

import numpy as np
from scipy.special import log_softmax, softmax


def softmax_and_loss(scores, labels):
    one_hot = np.eye(scores.shape[1])[labels.astype(int) - 1]
    return softmax(scores, axis=1), one_hot, -log_softmax(scores, axis=1)[one_hot == 1].mean()
