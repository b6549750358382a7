"""Names first, as categories in a fixed order, then groupby."""

import pandas as pd

from course_utils.faces import EMOTIONS, USAGES


def count_by_split(emotions, usage):
    table = pd.DataFrame(
        {
            "label": pd.Categorical.from_codes(emotions, categories=EMOTIONS),
            "split": pd.Categorical.from_codes(usage, categories=USAGES),
        }
    )
    counts = table.groupby(["split", "label"], observed=False).size().unstack()
    counts.columns = list(EMOTIONS)
    counts.index = list(USAGES)
    counts["imbalance"] = counts.max(axis=1).div(counts.min(axis=1))
    return counts
