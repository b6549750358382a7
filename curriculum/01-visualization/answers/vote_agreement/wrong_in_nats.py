"""The natural logarithm: the entropy is in nats, not in bits.

fails: entropy_in_bits, an_answer_without_votes_adds_nothing, not_always_ten_votes
reason: `entropy` should be in bits
"""

from scipy.stats import entropy


def vote_agreement(votes):
    return votes.max(axis=1) / votes.sum(axis=1), entropy(votes, axis=1)
