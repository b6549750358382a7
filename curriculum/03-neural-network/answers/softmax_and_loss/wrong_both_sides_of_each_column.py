"""Binary cross-entropy: the probabilities of the wrong labels count too.

fails: mean_of_minus_the_logarithms, loss_of_large_scores
reason: minus the natural logarithm of the probability that the picture's own label got
"""

import numpy as np
from scipy.special import softmax


def softmax_and_loss(scores, labels):
    p, one_hot = softmax(scores, axis=1), np.eye(scores.shape[1])[labels]
    with np.errstate(all="ignore"):
        each = one_hot * np.log(p) + (1 - one_hot) * np.log(1 - p)
    return p, one_hot, -each.sum(axis=1).mean()
