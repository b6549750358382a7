"""The left column comes first, from top to bottom.

fails: each_picture_is_one_row, the_scale_is_the_same_for_all, any_number_and_size_of_pictures, the_pictures_are_left_alone
reason: the top row comes first, each row of pixels from left to right
"""


def flatten_and_scale(pictures):
    return pictures.transpose(0, 2, 1).reshape(len(pictures), -1) / 255
