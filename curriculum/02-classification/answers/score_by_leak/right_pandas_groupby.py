"""A table of the test pictures, grouped by whether they leak."""

import pandas as pd


def score_by_leak(pictures, labels, usage, answers):
    key = pd.Series([picture.tobytes() for picture in pictures])
    table = pd.DataFrame({"hit": labels == answers, "leaks": key.isin(key[usage == 0])})
    table = table[usage > 0]
    by_leak = table.groupby("leaks")["hit"].mean()
    return float(table["hit"].mean()), float(by_leak[False]), float(by_leak[True])
