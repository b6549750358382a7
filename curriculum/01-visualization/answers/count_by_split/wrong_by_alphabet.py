"""The columns stand in the order of the alphabet.

fails: rows_and_columns_in_order
reason: in the order of their numbers
"""

import pandas as pd

from course_utils.faces import EMOTIONS, USAGES


def count_by_split(emotions, usage):
    table = pd.crosstab(
        pd.Series([USAGES[u] for u in usage]), pd.Series([EMOTIONS[e] for e in emotions])
    )
    table = table.reindex(index=list(USAGES), columns=sorted(EMOTIONS), fill_value=0)
    table["imbalance"] = table.max(axis=1) / table.min(axis=1)
    return table
