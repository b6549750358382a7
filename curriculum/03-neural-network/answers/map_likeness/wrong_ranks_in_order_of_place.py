"""Equal numbers get ranks one after the other, by their place.

fails: equal_numbers_share_their_ranks
reason: they share the mean of their ranks
"""

import numpy as np


def map_likeness(first, second):
    each = []
    for one, other in zip(first, second):
        if np.ptp(one) == 0 or np.ptp(other) == 0:
            each.append(0.0)
            continue
        a, b = (
            np.argsort(np.argsort(m.ravel(), kind="stable"), kind="stable") for m in (one, other)
        )
        each.append(np.corrcoef(a, b)[0, 1])
    return np.mean(each)
