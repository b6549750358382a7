"""A list comes back, not an array.

fails: disgust_joins_anger, other_labels_close_the_gap, a_label_that_no_picture_has, integers_come_back, the_array_given_is_left_alone
reason: should be a numpy array, but a list came back
"""


def merge_disgust(emotions):
    return [max(int(label) - 1, 0) for label in emotions]
