"""A pandas table comes back.

fails: rows_are_labels_and_columns_are_answers, what_does_not_occur_keeps_its_place, many_pictures_of_one_kind, integers_in_and_integers_out
reason: should be a numpy array, but a DataFrame came back
"""

import pandas as pd


def count_confusion(labels, answers, k):
    table = pd.crosstab(labels, answers)
    return table.reindex(index=range(k), columns=range(k), fill_value=0)
