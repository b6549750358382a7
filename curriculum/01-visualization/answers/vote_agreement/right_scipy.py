"""SciPy's entropy in base 2."""

from scipy.stats import entropy


def vote_agreement(votes):
    return votes.max(axis=1) / votes.sum(axis=1), entropy(votes, base=2, axis=1)
