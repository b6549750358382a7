"""Pictures that differ by one gray level a pixel count as equal.

fails: nearly_equal_is_not_equal
reason: nearly equal to one of Training
"""

import numpy as np


def score_by_leak(pictures, labels, usage, answers):
    training = pictures[usage == 0].astype(float)
    leaks = np.array(
        [np.abs(training - picture).max(axis=(1, 2)).min() < 2 for picture in pictures]
    )
    hit, test = answers == labels, usage > 0
    return hit[test].mean(), hit[test & ~leaks].mean(), hit[test & leaks].mean()
