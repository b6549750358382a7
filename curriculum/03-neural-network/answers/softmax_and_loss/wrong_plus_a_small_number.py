"""A small number is added against the logarithm of 0: a loss of 2,000 becomes 16.

fails: loss_of_large_scores
reason: with scores near 1,000 and -1,000 `loss` is not right
"""

import numpy as np
from scipy.special import softmax


def softmax_and_loss(scores, labels):
    p, one_hot = softmax(scores, axis=1), np.eye(scores.shape[1])[labels]
    return p, one_hot, -np.log(p[one_hot == 1] + 1e-7).mean()
