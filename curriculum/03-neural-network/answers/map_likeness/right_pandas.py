"""pandas ranks and correlates."""

import pandas as pd


def map_likeness(first, second):
    each = []
    for one, other in zip(first, second):
        table = pd.DataFrame({"one": one.ravel(), "other": other.ravel()})
        flat = (table.nunique() == 1).any()
        each.append(0.0 if flat else table.rank().corr().loc["one", "other"])
    return sum(each) / len(each)
