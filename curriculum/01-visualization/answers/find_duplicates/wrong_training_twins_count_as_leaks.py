"""The twin in Training is marked as leaked as well.

fails: tests_with_a_twin_in_training, twins_among_the_tests_do_not_leak, nearly_equal_is_not_equal, pictures_that_end_in_black, what_was_given_is_left_alone
reason: those of Training included
"""

import numpy as np
import pandas as pd


def find_duplicates(pictures, usage):
    keys = pd.Series([p.tobytes() for p in pictures])
    twin = keys.duplicated(keep=False).to_numpy()
    both = np.array([len({int(u > 0) for u in usage[keys == key]}) == 2 for key in keys])
    return twin, both
