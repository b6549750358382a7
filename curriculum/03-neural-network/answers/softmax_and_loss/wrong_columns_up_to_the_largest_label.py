"""One-hot rows end with the largest label that occurs.

fails: a_column_for_each_score
reason: `one_hot` should have shape
"""

import numpy as np
from scipy.special import log_softmax, softmax


def softmax_and_loss(scores, labels):
    one_hot = np.eye(int(labels.max()) + 1)[labels]
    own = log_softmax(scores, axis=1)[np.arange(len(labels)), labels]
    return softmax(scores, axis=1), one_hot, -own.mean()
