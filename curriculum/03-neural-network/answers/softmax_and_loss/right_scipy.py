"""SciPy's softmax and logsumexp; the rows of an identity matrix as one-hot labels."""

import numpy as np
from scipy.special import logsumexp, softmax


def softmax_and_loss(scores, labels):
    own = np.take_along_axis(scores, labels[:, None].astype(int), axis=1)[:, 0]
    loss = (logsumexp(scores, axis=1) - own).mean()
    return softmax(scores, axis=1), np.identity(scores.shape[1], dtype=int)[labels], loss
