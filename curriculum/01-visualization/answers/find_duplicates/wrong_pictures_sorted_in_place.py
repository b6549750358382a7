"""The pixels are sorted in place on the way, so the pictures that were given are spoilt.

fails: nearly_equal_is_not_equal, what_was_given_is_left_alone
reason: should be left as it is
"""

import pandas as pd


def find_duplicates(pictures, usage):
    flat = pictures.reshape(len(pictures), -1)
    flat.sort(axis=1)
    keys = pd.Series([p.tobytes() for p in flat])
    twin = keys.duplicated(keep=False).to_numpy()
    return twin, keys.isin(keys[usage == 0]).to_numpy() & (usage > 0)
