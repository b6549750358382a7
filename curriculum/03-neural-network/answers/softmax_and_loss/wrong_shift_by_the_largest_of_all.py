"""The largest score of the whole array is taken away: a row far below becomes 0 divided by 0.

fails: probabilities_of_large_scores, loss_of_large_scores
reason: values that are nan or infinite
"""

import numpy as np


def softmax_and_loss(scores, labels):
    with np.errstate(all="ignore"):
        powers = np.exp(scores - scores.max())
        probabilities = powers / powers.sum(axis=1, keepdims=True)
        own = probabilities[np.arange(len(labels)), labels]
        return probabilities, np.eye(scores.shape[1])[labels], -np.log(own).mean()
