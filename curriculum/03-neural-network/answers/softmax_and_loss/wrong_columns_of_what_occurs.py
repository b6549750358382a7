"""One column for each label that occurs.

fails: a_column_for_each_score
reason: `one_hot` should have shape
"""

import pandas as pd
from scipy.special import logsumexp, softmax


def softmax_and_loss(scores, labels):
    one_hot = pd.get_dummies(labels).to_numpy(int)
    own = scores[range(len(labels)), labels]
    return softmax(scores, axis=1), one_hot, (logsumexp(scores, axis=1) - own).mean()
