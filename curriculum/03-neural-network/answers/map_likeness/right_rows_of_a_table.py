"""Each map a row of a table; pandas ranks and correlates row by row, nan becomes 0."""

import pandas as pd


def map_likeness(first, second):
    one, other = (
        pd.DataFrame(maps.reshape(len(maps), -1)).rank(axis=1) for maps in (first, second)
    )
    return one.corrwith(other, axis=1).fillna(0).mean()
