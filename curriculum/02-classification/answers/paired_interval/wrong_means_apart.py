"""One interval for each score, and the distance of their outer ends.

fails: models_that_err_on_the_same_pictures, models_that_err_on_different_pictures, two_models_that_hit_the_same_pictures
reason: is wrong for two models that hit exactly the same pictures
"""

import numpy as np


def paired_interval(first, second):
    ends = []
    for hits in (first, second):
        half = 1.96 * hits.std() / np.sqrt(len(hits))
        ends.append((hits.mean() - half, hits.mean() + half))
    (low, high), (other_low, other_high) = ends
    return second.mean() - first.mean(), other_low - high, other_high - low
