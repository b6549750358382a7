"""pandas turns a list of bytes into a type that drops zeros at the end.

fails: pictures_that_end_in_black
reason: pictures whose last pixels are black
"""

import pandas as pd


def score_by_leak(pictures, labels, usage, answers):
    keys = pd.Series([picture.tobytes() for picture in pictures])
    in_training = [picture.tobytes() for picture in pictures[usage == 0]]
    leaks = keys.isin(in_training).to_numpy()
    hit, test = answers == labels, usage > 0
    return hit[test].mean(), hit[test & ~leaks].mean(), hit[test & leaks].mean()
