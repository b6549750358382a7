"""Whole-number division throws the remainder away.

fails: imbalance_is_largest_by_smallest, imbalance_is_infinite_without_a_label
reason: should be the largest of a row's seven counts divided by the smallest
"""

import numpy as np
import pandas as pd

from course_utils.faces import EMOTIONS, USAGES


def count_by_split(emotions, usage):
    table = pd.crosstab(usage, emotions).reindex(index=range(3), columns=range(7), fill_value=0)
    table.index, table.columns = USAGES, EMOTIONS
    smallest = table.min(axis=1)
    table["imbalance"] = (table.max(axis=1) // smallest.replace(0, np.nan)).fillna(np.inf)
    return table
