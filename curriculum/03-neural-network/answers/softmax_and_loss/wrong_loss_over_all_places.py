"""The mean over n times k products, of which only n are not zero.

fails: mean_of_minus_the_logarithms, loss_of_large_scores
reason: the mean over the pictures
"""

import numpy as np
from scipy.special import log_softmax, softmax


def softmax_and_loss(scores, labels):
    one_hot = np.eye(scores.shape[1])[labels]
    return softmax(scores, axis=1), one_hot, -(one_hot * log_softmax(scores, axis=1)).mean()
