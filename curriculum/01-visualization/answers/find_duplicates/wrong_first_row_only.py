"""Pictures that begin with the same row count as equal.

fails: nearly_equal_is_not_equal
reason: same first row is not enough
"""

import pandas as pd


def find_duplicates(pictures, usage):
    keys = pd.Series([p[0].tobytes() for p in pictures])
    twin = keys.duplicated(keep=False).to_numpy()
    return twin, keys.isin(keys[usage == 0]).to_numpy() & (usage > 0)
