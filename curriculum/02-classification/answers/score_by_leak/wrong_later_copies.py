"""Only what stands earlier in the set can be copied.

fails: twins_in_the_tests_alone_do_not_leak, nearly_equal_is_not_equal, pictures_that_end_in_black, twins_with_another_label_leak_too, what_was_given_is_left_alone
reason: have equal ones in the tests, but none in Training
"""

import pandas as pd


def score_by_leak(pictures, labels, usage, answers):
    keys = pd.Series([picture.tobytes() for picture in pictures])
    copy = keys.duplicated().to_numpy()
    hit, test = answers == labels, usage > 0
    return hit[test].mean(), hit[test & ~copy].mean(), hit[test & copy].mean()
