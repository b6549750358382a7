"""One-hot rows of text.

fails: a_column_for_each_score
reason: `one_hot` should hold numbers
"""

import numpy as np
from scipy.special import log_softmax, softmax


def softmax_and_loss(scores, labels):
    one_hot = np.eye(scores.shape[1], dtype=int)[labels]
    loss = -log_softmax(scores, axis=1)[one_hot == 1].mean()
    return softmax(scores, axis=1), one_hot.astype(str), loss
