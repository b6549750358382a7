"""Plain Python stops at a division by zero.

fails: what_does_not_occur_counts_zero, imbalance_is_infinite_without_a_label
reason: ZeroDivisionError
"""

import pandas as pd

from course_utils.faces import EMOTIONS, USAGES


def count_by_split(emotions, usage):
    rows = []
    for split in range(3):
        counts = [sum(emotions[usage == split].tolist().count(e) for e in [k]) for k in range(7)]
        rows.append(counts + [max(counts) / min(counts)])
    return pd.DataFrame(rows, index=USAGES, columns=[*EMOTIONS, "imbalance"])
