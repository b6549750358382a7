"""SciPy's own pair of low and high."""

from scipy.stats import binomtest


def score_interval(hits):
    return binomtest(int(hits.sum()), len(hits)).proportion_ci(method="wilson")
