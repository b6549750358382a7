"""crosstab alone: a label that no picture has gets no column.

fails: what_does_not_occur_counts_zero
reason: should have one column called
"""

import pandas as pd

from course_utils.faces import EMOTIONS, USAGES


def count_by_split(emotions, usage):
    table = pd.crosstab(usage, emotions)
    table.index = [USAGES[u] for u in table.index]
    table.columns = [EMOTIONS[e] for e in table.columns]
    table["imbalance"] = table.max(axis=1) / table.min(axis=1)
    return table
