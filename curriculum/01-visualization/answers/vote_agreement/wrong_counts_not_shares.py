"""The number of votes for the most frequent answer instead of their share.

fails: share_of_the_most_frequent_answer, not_always_ten_votes
reason: `agreement` should be the votes for the most frequent answer divided by all votes
"""

from scipy.stats import entropy


def vote_agreement(votes):
    return votes.max(axis=1), entropy(votes, base=2, axis=1)
