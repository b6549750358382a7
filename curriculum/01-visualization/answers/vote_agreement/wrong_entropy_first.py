"""The two come back in the other order.

fails: share_of_the_most_frequent_answer, entropy_in_bits, an_answer_without_votes_adds_nothing, not_always_ten_votes
reason: `agreement` should be the votes for the most frequent answer divided by all votes
"""

from scipy.stats import entropy


def vote_agreement(votes):
    return entropy(votes, base=2, axis=1), votes.max(axis=1) / votes.sum(axis=1)
