"""A twin among the tests counts as a leak too.

fails: twins_in_the_tests_alone_do_not_leak
reason: have equal ones in the tests, but none in Training
"""

import pandas as pd


def score_by_leak(pictures, labels, usage, answers):
    keys = pd.Series([picture.tobytes() for picture in pictures])
    twin = keys.duplicated(keep=False).to_numpy()
    hit, test = answers == labels, usage > 0
    return hit[test].mean(), hit[test & ~twin].mean(), hit[test & twin].mean()
