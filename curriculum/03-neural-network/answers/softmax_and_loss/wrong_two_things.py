"""The one-hot labels are made but do not come back.

fails: probabilities_of_each_row, a_column_for_each_score, mean_of_minus_the_logarithms, probabilities_of_large_scores, loss_of_large_scores, scores_and_labels_are_left_alone
reason: `one_hot` and `loss`, should come back, but 2 came back
"""

import numpy as np
from scipy.special import log_softmax, softmax


def softmax_and_loss(scores, labels):
    one_hot = np.eye(scores.shape[1])[labels]
    return softmax(scores, axis=1), -log_softmax(scores, axis=1)[one_hot == 1].mean()
