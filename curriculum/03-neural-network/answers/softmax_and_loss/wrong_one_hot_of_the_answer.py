"""The 1 stands at the network's answer, not at the picture's label.

fails: a_column_for_each_score
reason: in the column of that picture's label
"""

import numpy as np
from scipy.special import log_softmax, softmax


def softmax_and_loss(scores, labels):
    own = log_softmax(scores, axis=1)[np.arange(len(labels)), labels]
    return softmax(scores, axis=1), np.eye(scores.shape[1])[scores.argmax(axis=1)], -own.mean()
