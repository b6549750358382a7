"""The one-hot row times the logarithms: 0 times minus infinity is nan.

fails: loss_of_large_scores
reason: with scores near 1,000 and -1,000 `loss` is not right
"""

import numpy as np
from scipy.special import softmax


def softmax_and_loss(scores, labels):
    p, one_hot = softmax(scores, axis=1), np.eye(scores.shape[1])[labels]
    with np.errstate(all="ignore"):
        return p, one_hot, -(one_hot * np.log(p)).sum(axis=1).mean()
