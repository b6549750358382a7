"""Row numbers come back instead of True and False.

fails: every_member_of_a_group, tests_with_a_twin_in_training, twins_among_the_tests_do_not_leak, nearly_equal_is_not_equal, pictures_that_end_in_black, what_was_given_is_left_alone
reason: `twin` should be of type bool, but its dtype is int64
"""

import numpy as np
import pandas as pd


def find_duplicates(pictures, usage):
    keys = pd.Series([p.tobytes() for p in pictures])
    twin = keys.duplicated(keep=False).to_numpy()
    leaked = keys.isin(keys[usage == 0]).to_numpy() & (usage > 0)
    return np.flatnonzero(twin), np.flatnonzero(leaked)
