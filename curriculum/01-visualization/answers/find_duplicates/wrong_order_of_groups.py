"""The masks stand in the order of the sorted pictures, not of those that were given.

fails: every_member_of_a_group, tests_with_a_twin_in_training, twins_among_the_tests_do_not_leak, nearly_equal_is_not_equal, pictures_that_end_in_black, what_was_given_is_left_alone
reason: `twin` should be True for each picture that stands in the set more than once
"""

import numpy as np
import pandas as pd


def find_duplicates(pictures, usage):
    keys = pd.Series([p.tobytes() for p in pictures]).sort_values()
    usage = usage[keys.index]
    keys = keys.reset_index(drop=True)
    twin = keys.duplicated(keep=False).to_numpy()
    return twin, keys.isin(keys[usage == 0]).to_numpy() & (usage > 0)
