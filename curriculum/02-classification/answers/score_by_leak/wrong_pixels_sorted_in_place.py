"""The pixels are sorted in place, which spoils the pictures and forgets where each stood.

fails: nearly_equal_is_not_equal, what_was_given_is_left_alone
reason: should be left as it is
"""

import numpy as np


def score_by_leak(pictures, labels, usage, answers):
    rows = pictures.reshape(len(pictures), -1)
    rows.sort(axis=1)
    in_training = {row.tobytes() for row in rows[usage == 0]}
    leaks = np.array([row.tobytes() in in_training for row in rows])
    hit, test = answers == labels, usage > 0
    return hit[test].mean(), hit[test & ~leaks].mean(), hit[test & leaks].mean()
