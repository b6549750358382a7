"""Rows and columns are labelled with numbers.

fails: each_picture_is_counted_once, rows_and_columns_in_order, what_does_not_occur_counts_zero, imbalance_is_largest_by_smallest, imbalance_is_infinite_without_a_label
reason: should have one row called Training
"""

import pandas as pd


def count_by_split(emotions, usage):
    table = pd.crosstab(usage, emotions).reindex(index=range(3), columns=range(7), fill_value=0)
    table["imbalance"] = table.max(axis=1) / table.min(axis=1)
    return table
