"""The smallest is divided by the largest.

fails: imbalance_is_largest_by_smallest, imbalance_is_infinite_without_a_label
reason: should be the largest of a row's seven counts divided by the smallest
"""

import pandas as pd

from course_utils.faces import EMOTIONS, USAGES


def count_by_split(emotions, usage):
    table = pd.crosstab(usage, emotions).reindex(index=range(3), columns=range(7), fill_value=0)
    table.index, table.columns = USAGES, EMOTIONS
    table["imbalance"] = table.min(axis=1) / table.max(axis=1)
    return table
