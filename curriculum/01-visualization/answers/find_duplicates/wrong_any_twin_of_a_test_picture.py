"""Every test picture with a twin counts as leaked, wherever the twin stands.

fails: twins_among_the_tests_do_not_leak, what_was_given_is_left_alone
reason: does not leak from Training
"""

import pandas as pd


def find_duplicates(pictures, usage):
    keys = pd.Series([p.tobytes() for p in pictures])
    twin = keys.duplicated(keep=False).to_numpy()
    return twin, twin & (usage > 0)
