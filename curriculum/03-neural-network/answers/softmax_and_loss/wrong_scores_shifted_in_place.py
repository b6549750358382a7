"""The scores that were given are shifted in place.

fails: scores_and_labels_are_left_alone
reason: the array `scores` should be left as it is
"""

import numpy as np


def softmax_and_loss(scores, labels):
    scores -= scores.max(axis=1, keepdims=True)
    sums = np.exp(scores).sum(axis=1, keepdims=True)
    one_hot = np.eye(scores.shape[1])[labels]
    return np.exp(scores) / sums, one_hot, (np.log(sums[:, 0]) - scores[one_hot == 1]).mean()
