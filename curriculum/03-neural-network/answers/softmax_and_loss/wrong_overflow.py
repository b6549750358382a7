"""The formula as it stands: e to the power of 1,000 is infinite.

fails: probabilities_of_large_scores, loss_of_large_scores
reason: values that are nan or infinite
"""

import numpy as np


def softmax_and_loss(scores, labels):
    with np.errstate(all="ignore"):
        powers = np.exp(scores)
        probabilities = powers / powers.sum(axis=1, keepdims=True)
        own = probabilities[np.arange(len(labels)), labels]
        return probabilities, np.eye(scores.shape[1])[labels], -np.log(own).mean()
