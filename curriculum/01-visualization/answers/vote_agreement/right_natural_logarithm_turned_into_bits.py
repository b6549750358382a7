"""Natural logarithms divided by the logarithm of 2, with a tiny number against log 0."""

import numpy as np


def vote_agreement(votes):
    p = votes / votes.sum(1)[:, None]
    entropy = -np.sum(p * np.log(np.maximum(p, 1e-300)), axis=1) / np.log(2)
    return [np.max(p, axis=1), entropy]
