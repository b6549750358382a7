"""A copy with another label is not taken for a leak.

fails: twins_with_another_label_leak_too
reason: labels play no part in deciding what leaks
"""

import numpy as np


def score_by_leak(pictures, labels, usage, answers):
    keys = [(picture.tobytes(), label) for picture, label in zip(pictures, labels)]
    in_training = {key for key, split in zip(keys, usage) if split == 0}
    leaks = np.array([key in in_training for key in keys])
    hit, test = answers == labels, usage > 0
    return hit[test].mean(), hit[test & ~leaks].mean(), hit[test & leaks].mean()
