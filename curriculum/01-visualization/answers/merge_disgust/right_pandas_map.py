"""A dictionary and pandas' map."""

import pandas as pd

NEW = {0: 0, 1: 0, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5}


def merge_disgust(emotions):
    return pd.Series(emotions).map(NEW).to_numpy()
