"""Shares by broadcasting; logarithms only where there are votes."""

import numpy as np


def vote_agreement(votes):
    shares = votes / votes.sum(axis=1, keepdims=True)
    logs = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    return shares.max(axis=1), -(shares * logs).sum(axis=1)
