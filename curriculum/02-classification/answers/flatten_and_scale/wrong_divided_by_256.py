"""Divided by 256, so that white is not quite 1.

fails: each_picture_is_one_row, the_scale_is_the_same_for_all, any_number_and_size_of_pictures, the_pictures_are_left_alone
reason: black is 0 and white is 1
"""


def flatten_and_scale(pictures):
    return pictures.reshape(len(pictures), -1) / 256
