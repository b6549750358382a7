"""Labels stand in the rows, splits in the columns.

fails: each_picture_is_counted_once, rows_and_columns_in_order, what_does_not_occur_counts_zero, imbalance_is_largest_by_smallest, imbalance_is_infinite_without_a_label
reason: should have one row called Training, PublicTest, PrivateTest
"""

import pandas as pd

from course_utils.faces import EMOTIONS, USAGES


def count_by_split(emotions, usage):
    table = pd.crosstab(emotions, usage).reindex(index=range(7), columns=range(3), fill_value=0)
    table.index, table.columns = EMOTIONS, USAGES
    table["imbalance"] = table.max(axis=1) / table.min(axis=1)
    return table
