"""One row a label and one column a picture.

fails: a_column_for_each_score
reason: `one_hot` should have shape
"""

import numpy as np
from scipy.special import log_softmax, softmax


def softmax_and_loss(scores, labels):
    one_hot = np.eye(scores.shape[1])[labels]
    loss = -log_softmax(scores, axis=1)[one_hot == 1].mean()
    return softmax(scores, axis=1), one_hot.T, loss
