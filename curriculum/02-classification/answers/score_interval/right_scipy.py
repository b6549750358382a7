"""SciPy's binomial test knows Wilson's interval."""

from scipy.stats import binomtest


def score_interval(hits):
    interval = binomtest(int(hits.sum()), len(hits)).proportion_ci(method="wilson")
    return interval.low, interval.high
