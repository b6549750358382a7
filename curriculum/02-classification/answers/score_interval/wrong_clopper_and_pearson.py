"""Another interval, that of Clopper and Pearson, which SciPy gives by default.

fails: some_hits_of_a_few_pictures, no_hit_and_nothing_but_hits, one_single_picture, rare_hits_or_rare_misses_of_many_pictures
reason: is not Wilson's for a few pictures
"""

from scipy.stats import binomtest


def score_interval(hits):
    interval = binomtest(int(hits.sum()), len(hits)).proportion_ci()
    return interval.low, interval.high
