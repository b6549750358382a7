"""A small number is added to every share against log 0, which shifts the result.

fails: entropy_in_bits, an_answer_without_votes_adds_nothing, not_always_ten_votes
reason: `entropy` should be in bits
"""

import numpy as np


def vote_agreement(votes):
    shares = votes / votes.sum(axis=1, keepdims=True)
    p = shares + 1e-3
    return shares.max(axis=1), -(p * np.log2(p)).sum(axis=1)
