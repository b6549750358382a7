"""pandas turns a list of bytes into a type that drops zeros at the end.

fails: pictures_that_end_in_black
reason: whose last pixels are black
"""

import pandas as pd


def find_duplicates(pictures, usage):
    keys = pd.Series([p.tobytes() for p in pictures])
    twin = keys.duplicated(keep=False).to_numpy()
    in_training = [p.tobytes() for p in pictures[usage == 0]]
    return twin, keys.isin(in_training).to_numpy() & (usage > 0)
