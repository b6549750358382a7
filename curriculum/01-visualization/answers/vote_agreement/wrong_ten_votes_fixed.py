"""Ten votes a picture are written into the function.

fails: share_of_the_most_frequent_answer, entropy_in_bits, an_answer_without_votes_adds_nothing, not_always_ten_votes
reason: divided by all votes of that picture
"""

import numpy as np


def vote_agreement(votes):
    shares = votes / 10
    logs = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    return shares.max(axis=1), -(shares * logs).sum(axis=1)
