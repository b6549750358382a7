"""Pictures with the same sum of gray levels count as equal.

fails: nearly_equal_is_not_equal
reason: same sum
"""

import numpy as np
import pandas as pd


def find_duplicates(pictures, usage):
    keys = pd.Series(pictures.reshape(len(pictures), -1).sum(axis=1, dtype=np.int64))
    squares = (pictures.astype(np.int64) ** 2).reshape(len(pictures), -1).sum(axis=1)
    keys = keys * 10**9 + squares
    twin = keys.duplicated(keep=False).to_numpy()
    return twin, keys.isin(keys[usage == 0]).to_numpy() & (usage > 0)
