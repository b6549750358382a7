"""The minus sign is forgotten.

fails: entropy_in_bits, an_answer_without_votes_adds_nothing, not_always_ten_votes
reason: of the shares of the answers among the votes
"""

from scipy.stats import entropy


def vote_agreement(votes):
    return votes.max(axis=1) / votes.sum(axis=1), -entropy(votes, base=2, axis=1)
