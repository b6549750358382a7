"""One loss a picture instead of their mean.

fails: mean_of_minus_the_logarithms, loss_of_large_scores
reason: `loss` should be one number, but a numpy array came back
"""

import numpy as np
from scipy.special import log_softmax, softmax


def softmax_and_loss(scores, labels):
    one_hot = np.eye(scores.shape[1])[labels]
    return softmax(scores, axis=1), one_hot, -log_softmax(scores, axis=1)[one_hot == 1]
