"""Micro-F1, which is the accuracy once more.

fails: each_label_counts_the_same, a_label_without_pictures_or_without_answers, a_label_that_plays_no_part_at_all
reason: the plain mean of the labels' F1
"""

import numpy as np


def accuracy_and_macro_f1(confusion):
    accuracy = np.trace(confusion) / confusion.sum()
    micro_f1 = 2 * np.trace(confusion) / (confusion.sum() + confusion.sum())
    return accuracy, micro_f1
