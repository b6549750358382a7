"""Only labels that occur somewhere get a row and a column.

fails: what_does_not_occur_keeps_its_place
reason: should have shape (6, 6), but its shape is (4, 4)
"""

from sklearn.metrics import confusion_matrix


def count_confusion(labels, answers, k):
    return confusion_matrix(labels, answers)
