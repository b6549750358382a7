"""Divided, but not flattened.

fails: each_picture_is_one_row, the_scale_is_the_same_for_all, any_number_and_size_of_pictures, the_pictures_are_left_alone
reason: should have shape (5, 54), but its shape is (5, 6, 9)
"""


def flatten_and_scale(pictures):
    return pictures / 255
