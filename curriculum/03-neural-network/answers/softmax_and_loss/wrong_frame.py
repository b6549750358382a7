"""A DataFrame of probabilities instead of an array.

fails: probabilities_of_each_row, probabilities_of_large_scores, scores_and_labels_are_left_alone
reason: `probabilities` should be a numpy array, but a DataFrame came back
"""

import numpy as np
import pandas as pd
from scipy.special import log_softmax, softmax


def softmax_and_loss(scores, labels):
    one_hot = np.eye(scores.shape[1])[labels]
    loss = -log_softmax(scores, axis=1)[one_hot == 1].mean()
    return pd.DataFrame(softmax(scores, axis=1)), one_hot, loss
