"""The chance that two labellers agree instead of the share of the most frequent answer.

fails: share_of_the_most_frequent_answer, not_always_ten_votes
reason: `agreement` should be the votes for the most frequent answer divided by all votes
"""

from scipy.stats import entropy


def vote_agreement(votes):
    shares = votes / votes.sum(axis=1, keepdims=True)
    return (shares**2).sum(axis=1), entropy(votes, base=2, axis=1)
