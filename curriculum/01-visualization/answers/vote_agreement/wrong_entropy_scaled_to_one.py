"""The entropy is divided by its largest possible value.

fails: entropy_in_bits, an_answer_without_votes_adds_nothing, not_always_ten_votes
reason: `entropy` should be in bits
"""

import numpy as np
from scipy.stats import entropy


def vote_agreement(votes):
    bits = entropy(votes, base=2, axis=1)
    return votes.max(axis=1) / votes.sum(axis=1), bits / np.log2(votes.shape[1] + 1)
