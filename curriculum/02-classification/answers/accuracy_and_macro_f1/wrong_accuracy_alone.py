"""Only one number comes back.

fails: accuracy_is_the_share_of_hits, each_label_counts_the_same, a_label_without_pictures_or_without_answers, a_label_that_plays_no_part_at_all
reason: 2 numbers, `accuracy`, `macro_f1`, but a float64 came back
"""

import numpy as np


def accuracy_and_macro_f1(confusion):
    return np.trace(confusion) / confusion.sum()
