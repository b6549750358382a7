"""A list of lists comes back.

fails: rows_are_labels_and_columns_are_answers, what_does_not_occur_keeps_its_place, many_pictures_of_one_kind, integers_in_and_integers_out
reason: should be a numpy array, but a list came back
"""


def count_confusion(labels, answers, k):
    table = [[0] * k for _ in range(k)]
    for label, answer in zip(labels, answers):
        table[label][answer] += 1
    return table
