"""The first number is the mean of the leak-free and the leaked score.

fails: everything_is_both_tests_and_no_training, what_was_given_is_left_alone
reason: the accuracy on all pictures of both tests
"""

import numpy as np


def score_by_leak(pictures, labels, usage, answers):
    keys = [picture.tobytes() for picture in pictures]
    in_training = {key for key, split in zip(keys, usage) if split == 0}
    leaks = np.array([key in in_training for key in keys])
    hit, test = answers == labels, usage > 0
    parts = hit[test & ~leaks].mean(), hit[test & leaks].mean()
    return np.mean(parts), *parts
