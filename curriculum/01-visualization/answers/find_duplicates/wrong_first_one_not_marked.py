"""Only the later ones of a group are marked.

fails: every_member_of_a_group, nearly_equal_is_not_equal, pictures_that_end_in_black, what_was_given_is_left_alone
reason: the first one and the later ones
"""

import numpy as np
import pandas as pd


def find_duplicates(pictures, usage):
    keys = pd.Series([p.tobytes() for p in pictures])
    twin = keys.duplicated().to_numpy()
    leaked = keys.isin(keys[usage == 0]).to_numpy() & (usage > 0)
    return twin, leaked
