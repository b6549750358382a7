"""The text of a large picture leaves its middle out.

fails: nearly_equal_is_not_equal
reason: nearly equal to one of Training
"""

import numpy as np


def score_by_leak(pictures, labels, usage, answers):
    keys = [str(picture) for picture in pictures]
    in_training = {key for key, split in zip(keys, usage) if split == 0}
    leaks = np.array([key in in_training for key in keys])
    hit, test = answers == labels, usage > 0
    return hit[test].mean(), hit[test & ~leaks].mean(), hit[test & leaks].mean()
