"""Replacing label by label from the top: what has moved is moved again.

fails: other_labels_close_the_gap, a_label_that_no_picture_has, integers_come_back, the_array_given_is_left_alone, disgust_joins_anger
reason: those labelled angry or disgust before
"""


def merge_disgust(emotions):
    merged = emotions.copy()
    for label in [6, 5, 4, 3, 2, 1]:
        merged[merged == label] = label - 1
    return merged
