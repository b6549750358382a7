"""Each row is divided by its sum.

fails: rows_are_labels_and_columns_are_answers, what_does_not_occur_keeps_its_place, many_pictures_of_one_kind, integers_in_and_integers_out
reason: should be of type integer, but its dtype is float64
"""

from sklearn.metrics import confusion_matrix


def count_confusion(labels, answers, k):
    return confusion_matrix(labels, answers, labels=range(k), normalize="true")
