"""0 times the logarithm of 0 becomes nan.

fails: an_answer_without_votes_adds_nothing
reason: values that are nan or infinite
"""

import numpy as np


def vote_agreement(votes):
    shares = votes / votes.sum(axis=1, keepdims=True)
    with np.errstate(all="ignore"):
        entropy = -(shares * np.log2(shares)).sum(axis=1)
    return shares.max(axis=1), entropy
