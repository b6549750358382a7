"""Shares of the split instead of counts.

fails: each_picture_is_counted_once, what_does_not_occur_counts_zero
reason: some counts are wrong
"""

import pandas as pd

from course_utils.faces import EMOTIONS, USAGES


def count_by_split(emotions, usage):
    table = pd.crosstab(usage, emotions, normalize="index").reindex(
        index=range(3), columns=range(7), fill_value=0
    )
    table.index, table.columns = USAGES, EMOTIONS
    table["imbalance"] = table.max(axis=1) / table.min(axis=1)
    return table
