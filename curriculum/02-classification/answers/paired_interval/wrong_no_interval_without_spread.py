"""SciPy's normal interval is nan when the spread is 0.

fails: two_models_that_hit_the_same_pictures
reason: `low` is nan, which is no number
"""

import numpy as np
from scipy.stats import norm


def paired_interval(first, second):
    d = second.astype(float) - first.astype(float)
    return d.mean(), *norm.interval(0.95, d.mean(), d.std() / np.sqrt(len(d)))
